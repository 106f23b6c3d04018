package dev.engram.internal.index.select;

import dev.engram.internal.index.hnsw.HnswOptions;

/**
 * When an index changes its shape.
 *
 * @param leanThreshold vectors from which 1-bit codes and 8-bit copies replace floats, 0 or more
 * @param graphThreshold vectors from which a graph is built, {@code leanThreshold} or more
 * @param memoryBudgetBytes what the index should stay below, 0 or more: a graph is built only if it
 *     fits with room to spare, and beyond the budget 8-bit copies are given up, coldest first
 * @param graph how a graph is built and searched
 */
public record AdaptiveOptions(
    int leanThreshold, int graphThreshold, long memoryBudgetBytes, HnswOptions graph) {
  public AdaptiveOptions {
    atLeast("leanThreshold", leanThreshold, 0);
    atLeast("graphThreshold", graphThreshold, leanThreshold);
    atLeast("memoryBudgetBytes", memoryBudgetBytes, 0);
  }

  /** Codes from 8,192 vectors, a graph from 200,000, 256 MB. */
  public static AdaptiveOptions defaults() {
    return new AdaptiveOptions(8_192, 200_000, 256_000_000, HnswOptions.DEFAULT);
  }

  /** The same within another budget. */
  public AdaptiveOptions within(long bytes) {
    return new AdaptiveOptions(leanThreshold, graphThreshold, bytes, graph);
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }
}
