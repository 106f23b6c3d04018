package dev.engram.internal.index.fuse;

import java.util.List;
import java.util.function.IntToDoubleFunction;

/**
 * Weighted sum of scores, each list first stretched to [0, 1] by its own smallest and largest score
 * (Bruch, Gai and Ingber 2023). An item that a list does not hold gets 0 from it, as the list's
 * last item does. Where all scores of a list are equal, or it holds one item, each of them gets 1:
 * the list says these match and nothing else.
 */
public record ConvexFusion() implements Fusion {
  @Override
  public List<Fused> fuse(List<WeightedList> lists) {
    return WeightedSum.of(lists, ConvexFusion::normalised);
  }

  private static IntToDoubleFunction normalised(RankedList list) {
    float[] scores = list.scores();
    if (scores.length == 0 || scores[0] == scores[scores.length - 1]) {
      return index -> 1;
    }
    double least = scores[scores.length - 1];
    double range = scores[0] - least;
    return index -> (scores[index] - least) / range;
  }
}
