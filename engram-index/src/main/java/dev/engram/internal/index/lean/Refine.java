package dev.engram.internal.index.lean;

/** What is kept in memory besides the 1-bit codes, to score the best of a scan more finely. */
public enum Refine {
  /** Nothing; the last ranking reads full vectors from the query's source. */
  NONE,
  /** A second bit a component: it says which few are worth a read from the query's source. */
  BITS,
  /** An 8-bit copy: nothing has to be read. */
  BYTES;

  /**
   * How many rows a scan keeps, by their first bit, so that nearly all of the {@code k} nearest are
   * among them.
   */
  int kept(int k) {
    return switch (this) {
      case NONE -> saturated(8L * k + 32);
      case BITS -> saturated(30L * k + 200);
      case BYTES -> saturated(15L * k + 100);
    };
  }

  /** How many of those are worth reading from the source. */
  int read(int k) {
    return switch (this) {
      case NONE -> kept(k);
      case BITS -> saturated(2L * k + 12);
      case BYTES -> 0;
    };
  }

  private static int saturated(long value) {
    return (int) Math.min(value, Integer.MAX_VALUE - 8);
  }
}
