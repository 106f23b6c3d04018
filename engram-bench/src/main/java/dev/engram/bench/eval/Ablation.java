package dev.engram.bench.eval;

import dev.engram.config.RecallOptions;
import dev.engram.config.Signal;
import dev.engram.query.RerankStrategy;
import dev.engram.query.Reranking;
import java.util.ArrayList;
import java.util.List;

/**
 * Recall with one part turned off or done another way.
 *
 * @param name what tables call it
 * @param options how recall is then weighed
 */
record Ablation(String name, RecallOptions options) {
  static List<Ablation> of(RecallOptions base) {
    var ablations = new ArrayList<Ablation>();
    ablations.add(new Ablation("meaning alone", base.withWeights(0, 1)));
    ablations.add(new Ablation("words alone", base.withWeights(1, 0)));
    for (Signal signal : Signal.values()) {
      if (base.weights().of(signal) != 0) {
        ablations.add(new Ablation("no " + signal.label(), base.with(signal, 0)));
      }
    }
    ablations.add(new Ablation("no neighbours", base.withoutNeighbours()));
    ablations.add(new Ablation("no facts", base.withoutFacts()));
    ablations.add(
        new Ablation("reciprocal ranks", base.withFusion(RecallOptions.Fusion.RECIPROCAL_RANK)));
    ablations.add(new Ablation("with sides", base.withSides()));
    ablations.add(new Ablation("with hybrid .3", base.withHybrid(0.3)));
    ablations.add(new Ablation("with hybrid 1", base.withHybrid(1)));
    ablations.add(new Ablation("with time .1", base.with(Signal.TIME, 0.1)));
    ablations.add(new Ablation("with time .3", base.with(Signal.TIME, 0.3)));
    ablations.add(new Ablation("with entity .1", base.with(Signal.ENTITY, 0.1)));
    ablations.add(new Ablation("with entity .3", base.with(Signal.ENTITY, 0.3)));
    ablations.addAll(
        List.of(
            reranked(base, "rerank rrf", Reranking.by(RerankStrategy.RECIPROCAL_RANK)),
            reranked(base, "rerank mmr 0.7", Reranking.by(RerankStrategy.MMR)),
            reranked(base, "rerank mmr 0.9", Reranking.by(RerankStrategy.MMR).withLambda(0.9)),
            reranked(
                base,
                "rerank rrf, mmr 0.7",
                Reranking.by(RerankStrategy.RECIPROCAL_RANK_THEN_MMR))));
    return List.copyOf(ablations);
  }

  private static Ablation reranked(RecallOptions base, String name, Reranking how) {
    return new Ablation(name, base.withReranking(how));
  }
}
