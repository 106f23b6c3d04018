package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How much a question is of each intent: no switch, but shares by which an engine mixes strategies.
 * Immutable.
 *
 * @param shares each intent's share, 0 to 1, together 1; an intent that is left out has none
 */
public record IntentScores(Map<Intent, Double> shares) {
  private static final double ROUNDING = 1e-6;

  public IntentScores {
    double sum = 0;
    for (double share : shares.values()) {
      if (!(share >= 0 && share <= 1)) {
        throw InvalidInputException.query("plan.intents", "must be 0 to 1 each, got " + share);
      }
      sum += share;
    }
    if (Math.abs(sum - 1) > ROUNDING) {
      throw InvalidInputException.query("plan.intents", "must sum to 1, got " + sum);
    }
    shares = Map.copyOf(shares);
  }

  /** One intent alone. */
  public static IntentScores only(Intent intent) {
    return new IntentScores(Map.of(intent, 1.0));
  }

  /** Every intent alike: nothing is known about the question. */
  public static IntentScores neutral() {
    var weights = new EnumMap<Intent, Double>(Intent.class);
    for (Intent intent : Intent.values()) {
      weights.put(intent, 1.0);
    }
    return of(weights);
  }

  /** Shares in proportion to weights, of which none is negative and one is more than 0. */
  public static IntentScores of(Map<Intent, Double> weights) {
    double sum = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    if (!(sum > 0) || Double.isInfinite(sum)) {
      throw InvalidInputException.query("plan.intents", "must weigh more than 0, got " + sum);
    }
    var shares = new EnumMap<Intent, Double>(Intent.class);
    weights.forEach((intent, weight) -> shares.put(intent, weight / sum));
    return new IntentScores(shares);
  }

  /** The share of an intent, 0 to 1. */
  public double of(Intent intent) {
    return shares.getOrDefault(intent, 0.0);
  }

  /** The intent with the largest share; among equals the first that {@link Intent} names. */
  public Intent top() {
    Intent best = Intent.LOOKUP;
    for (Intent intent : Intent.values()) {
      best = of(intent) > of(best) ? intent : best;
    }
    return best;
  }

  /** Shows shares; they tell nothing of what was asked for. */
  @Override
  public String toString() {
    return shares.entrySet().stream()
        .filter(share -> share.getValue() >= 0.005)
        .sorted(Map.Entry.<Intent, Double>comparingByValue().reversed())
        .map(share -> share.getKey() + " " + Math.round(100 * share.getValue()) + "%")
        .collect(Collectors.joining(", ", "IntentScores[", "]"));
  }
}
