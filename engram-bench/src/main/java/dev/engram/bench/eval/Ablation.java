package dev.engram.bench.eval;

import dev.engram.config.RecallOptions;
import dev.engram.query.RerankStrategy;
import dev.engram.query.Reranking;
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
        new Ablation("reciprocal ranks", base.withFusion(RecallOptions.Fusion.RECIPROCAL_RANK)),
        reranked(base, "rerank rrf", Reranking.by(RerankStrategy.RECIPROCAL_RANK)),
        reranked(base, "rerank mmr 0.7", Reranking.by(RerankStrategy.MMR)),
        reranked(base, "rerank mmr 0.9", Reranking.by(RerankStrategy.MMR).withLambda(0.9)),
        reranked(
            base,
            "rerank rrf, mmr 0.7",
            Reranking.by(RerankStrategy.RECIPROCAL_RANK_THEN_MMR)));
  }

  private static Ablation reranked(RecallOptions base, String name, Reranking how) {
    return new Ablation(name, base.withReranking(how));
  }
}
