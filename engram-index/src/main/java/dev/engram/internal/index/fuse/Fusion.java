package dev.engram.internal.index.fuse;

import java.util.List;

/**
 * Makes one ranking of several. An item's score is the sum of what each list that holds it
 * contributes; the order in which the lists are given is irrelevant.
 *
 * <p>Immutable and thread-safe. Cost n log n in the number of entries of all lists together.
 */
public sealed interface Fusion permits ReciprocalRankFusion, ConvexFusion {
  /**
   * Every item of every list whose weight is not zero, best first, ties by smaller ordinal.
   *
   * @throws IllegalArgumentException if two lists have the same name
   */
  List<Fused> fuse(List<WeightedList> lists);
}
