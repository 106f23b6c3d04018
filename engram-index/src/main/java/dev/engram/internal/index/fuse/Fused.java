package dev.engram.internal.index.fuse;

import java.util.List;

/**
 * One item of a fused ranking.
 *
 * @param ordinal the item
 * @param score the sum of its contributions; comparable within one fusion only
 * @param contributions one for each list that holds the item, by name of the list
 */
public record Fused(int ordinal, double score, List<Contribution> contributions) {
  public Fused {
    contributions = List.copyOf(contributions);
  }

  /**
   * The share of one list.
   *
   * @param list the list's name
   * @param rank the item's place in that list, 1 or more
   * @param value what the list added to the score
   */
  public record Contribution(String list, int rank, double value) {}
}
