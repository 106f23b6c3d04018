package dev.engram.internal.index.select;

import dev.engram.internal.index.hnsw.HnswOptions;

/**
 * When an index changes its shape.
 *
 * @param leanThreshold vectors from which 1-bit codes and 8-bit copies replace floats, 0 or more
 * @param graphThreshold vectors from which a graph is built, {@code leanThreshold} or more
 * @param memoryBudgetBytes what the index should stay below, 0 or more: a graph is built only if it
 *     fits with room to spare, and beyond the budget 8-bit copies are given up, coldest first
 * @param hotBytes what full vectors of hot memories may take, about; 0 or more
 * @param cooling whether memories that are cold lose their 8-bit copies while memory is not short
 * @param graph how a graph is built and searched
 */
public record AdaptiveOptions(
    int leanThreshold,
    int graphThreshold,
    long memoryBudgetBytes,
    long hotBytes,
    boolean cooling,
    HnswOptions graph) {
  /** Full vectors of what is hot may take this part of the budget. */
  private static final int HOT_PART = 16;

  public AdaptiveOptions {
    atLeast("leanThreshold", leanThreshold, 0);
    atLeast("graphThreshold", graphThreshold, leanThreshold);
    atLeast("memoryBudgetBytes", memoryBudgetBytes, 0);
    atLeast("hotBytes", hotBytes, 0);
  }

  /** Codes from 8,192 vectors, a graph from 200,000, 256 MB; nothing cools without need. */
  public static AdaptiveOptions defaults() {
    return new AdaptiveOptions(8_192, 200_000, 0, 0, false, HnswOptions.DEFAULT)
        .within(256_000_000);
  }

  /** The same within another budget, a sixteenth of it for what is hot. */
  public AdaptiveOptions within(long bytes) {
    return new AdaptiveOptions(
        leanThreshold, graphThreshold, bytes, bytes / HOT_PART, cooling, graph);
  }

  /** The same with or without cooling while memory is not short. */
  public AdaptiveOptions cooling(boolean always) {
    return new AdaptiveOptions(
        leanThreshold, graphThreshold, memoryBudgetBytes, hotBytes, always, graph);
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }
}
