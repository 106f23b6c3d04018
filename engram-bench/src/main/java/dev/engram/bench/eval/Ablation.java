package dev.engram.bench.eval;

import dev.engram.config.RecallOptions;
import java.util.List;

/**
 * Recall with one part turned off or done another way.
 *
 * @param name what tables call it
 * @param options how recall is then weighed
 */
record Ablation(String name, RecallOptions options) {
  static List<Ablation> of(RecallOptions base) {
    return List.of(
        new Ablation("no lexical", base.withWeights(0, base.semantic())),
        new Ablation("no semantic", base.withWeights(base.lexical(), 0)),
        new Ablation("no neighbours", base.withoutNeighbours()),
        new Ablation("no date", base.withDate(0)),
        new Ablation("no brevity", base.withBrevity(0)),
        new Ablation("no facts", base.withoutFacts()),
        new Ablation("reciprocal ranks", base.withFusion(RecallOptions.Fusion.RECIPROCAL_RANK)));
  }
}
