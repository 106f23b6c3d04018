package dev.engram.internal.recall.rerank;

import dev.engram.internal.recall.rank.Hydrated;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A new order for the head of a ranking. The scores of the head stay where they were, so that they
 * still fall with rank and stand above those of the tail; the memories move between them, each with
 * a line of evidence that says so.
 */
final class Reorder {
  private Reorder() {}

  /**
   * Orders by a score, ties as they were.
   *
   * @param head best first
   * @param scores one each
   */
  static int[] byScore(List<Hydrated> head, double[] scores) {
    return IntStream.range(0, head.size())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer i) -> scores[i]).reversed())
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Applies an order.
   *
   * @param order indexes into the head, best first, each once
   * @param scores what the strategy gave each of the head
   * @param strategy what evidence calls it
   */
  static List<Hydrated> apply(List<Hydrated> all, int[] order, double[] scores, String strategy) {
    var reordered = new ArrayList<Hydrated>(all.size());
    for (int rank = 0; rank < order.length; rank++) {
      Hydrated found = all.get(order[rank]);
      double score = all.get(rank).candidate().score();
      reordered.add(
          found.as(found.candidate().moved(score, strategy, rank + 1, scores[order[rank]])));
    }
    reordered.addAll(all.subList(order.length, all.size()));
    return reordered;
  }
}
