package dev.engram.internal.index.select;

import dev.engram.internal.index.hnswlib.HnswlibOptions;

/**
 * When an index changes its shape, and which queries it answers exactly.
 *
 * @param int8Threshold vectors from which 8-bit codes replace floats, 0 or more
 * @param graphThreshold vectors from which a graph is built, {@code int8Threshold} or more
 * @param exactLimit a filter that allows at most this many ordinals is answered exactly, 0 or more
 * @param memoryBudgetBytes a graph is built only while the index with it stays within, 0 or more
 * @param graph how a graph is built and searched
 */
public record AdaptiveOptions(
    int int8Threshold,
    int graphThreshold,
    int exactLimit,
    long memoryBudgetBytes,
    HnswlibOptions graph) {
  public AdaptiveOptions {
    atLeast("int8Threshold", int8Threshold, 0);
    atLeast("graphThreshold", graphThreshold, int8Threshold);
    atLeast("exactLimit", exactLimit, 0);
    atLeast("memoryBudgetBytes", memoryBudgetBytes, 0);
  }

  /** 8 bits from 20,000 vectors, a graph from 50,000, exact up to 20,000 allowed, 200 MB. */
  public static AdaptiveOptions defaults() {
    return new AdaptiveOptions(20_000, 50_000, 20_000, 200_000_000, HnswlibOptions.defaults());
  }

  private static void atLeast(String name, long value, long least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
  }
}
