package dev.engram.internal.index.quantize;

import java.util.EnumMap;
import java.util.Map;

/** One query against copies of all temperatures; what a temperature needs is made when met. */
final class TierScorers {
  private final Tiers tiers;
  private final float[] query;
  private final Map<Temperature, Quantizer.Scorer> scorers = new EnumMap<>(Temperature.class);

  TierScorers(Tiers tiers, float[] admitted) {
    this.tiers = tiers;
    this.query = admitted;
  }

  /** The best score of the codes in {@code [from, to)}. */
  float best(Temperature temperature, byte[] codes, int from, int to) {
    Quantizer quantizer = tiers.of(temperature);
    Quantizer.Scorer scorer = scorers.computeIfAbsent(temperature, _ -> quantizer.scorer(query));
    int bytes = quantizer.bytesPerVector();
    float best = Float.NEGATIVE_INFINITY;
    for (int code = from; code < to; code += bytes) {
      best = Math.max(best, scorer.score(codes, code));
    }
    return best;
  }
}
