package dev.engram.bench.eval;

import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** How well a ranking answers one question; every measure lies between 0 and 1. */
public enum Measure {
  /** Share of the gold among the first 5. */
  RECALL_5("recall@5"),
  /** Share of the gold among the first 10. */
  RECALL_10("recall@10"),
  /** Whether the first is gold. */
  ANY_1("any@1"),
  /** Whether one of the first 5 is gold. */
  ANY_5("any@5"),
  /** Whether all gold is among the first 5. */
  ALL_5("all@5"),
  /** Whether all gold is among the first 10. */
  ALL_10("all@10"),
  /** Gain of the first 5, discounted by {@code log2(rank + 1)}, as a share of the ideal. */
  NDCG_5("ndcg@5"),
  /** As {@link #NDCG_5}, of the first 10. */
  NDCG_10("ndcg@10"),
  /** One over the rank of the first gold. */
  MRR("mrr");

  private final String label;

  Measure(String label) {
    this.label = label;
  }

  /** The name that tables print. */
  public String label() {
    return label;
  }

  /**
   * Measures a ranking.
   *
   * @param ranked distinct items, best first
   * @param gold at least one item, with grades above zero
   */
  public double of(List<String> ranked, Map<String, Integer> gold) {
    return switch (this) {
      case RECALL_5 -> (double) found(ranked, gold, 5) / gold.size();
      case RECALL_10 -> (double) found(ranked, gold, 10) / gold.size();
      case ANY_1 -> found(ranked, gold, 1) > 0 ? 1 : 0;
      case ANY_5 -> found(ranked, gold, 5) > 0 ? 1 : 0;
      case ALL_5 -> found(ranked, gold, 5) == gold.size() ? 1 : 0;
      case ALL_10 -> found(ranked, gold, 10) == gold.size() ? 1 : 0;
      case NDCG_5 -> ndcg(ranked, gold, 5);
      case NDCG_10 -> ndcg(ranked, gold, 10);
      case MRR -> reciprocalRank(ranked, gold);
    };
  }

  private static long found(List<String> ranked, Map<String, Integer> gold, int first) {
    return ranked.stream().limit(first).filter(gold::containsKey).count();
  }

  private static double ndcg(List<String> ranked, Map<String, Integer> gold, int first) {
    double gain = 0;
    for (int i = 0; i < Math.min(first, ranked.size()); i++) {
      gain += gold.getOrDefault(ranked.get(i), 0) / discount(i);
    }
    List<Integer> ideal =
        gold.values().stream().sorted(Comparator.reverseOrder()).limit(first).toList();
    double most = 0;
    for (int i = 0; i < ideal.size(); i++) {
      most += ideal.get(i) / discount(i);
    }
    return gain / most;
  }

  private static double discount(int index) {
    return Math.log(index + 2) / Math.log(2);
  }

  private static double reciprocalRank(List<String> ranked, Map<String, Integer> gold) {
    for (int i = 0; i < ranked.size(); i++) {
      if (gold.containsKey(ranked.get(i))) {
        return 1.0 / (i + 1);
      }
    }
    return 0;
  }
}
