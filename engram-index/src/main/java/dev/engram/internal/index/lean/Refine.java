package dev.engram.internal.index.lean;

/**
 * What is kept in memory besides the 1-bit codes, to score the best of a scan more finely; the
 * coarsest first.
 */
public enum Refine {
  /** Nothing; the last ranking reads full vectors from the query's source. */
  NONE(0),
  /** A second bit a component: it says which few are worth a read from the query's source. */
  BITS(1),
  /** An 8-bit copy: nothing has to be read. */
  BYTES(2),
  /** The vector itself: nothing has to be read, and the score is exact. Not for a whole index. */
  FLOATS(3);

  private final int slot;

  Refine(int slot) {
    this.slot = slot;
  }

  /** Its place in arrays with one for each kind. */
  int slot() {
    return slot;
  }

  /**
   * How many rows a scan keeps, by their first bit, so that nearly all of the {@code k} nearest are
   * among them. The more are wanted, the fewer more than that are needed for each.
   */
  int kept(int k) {
    return switch (this) {
      case NONE -> beyond(k, 32);
      case BITS -> beyond(k, 155);
      case BYTES, FLOATS -> beyond(k, 75);
    };
  }

  /** How many of those are worth reading from the source. */
  int read(int k) {
    return switch (this) {
      case NONE -> kept(k);
      case BITS -> beyond(k, 7);
      case BYTES, FLOATS -> 0;
    };
  }

  private static int beyond(int k, int more) {
    return (int) Math.min(k + more * Math.sqrt(k), Integer.MAX_VALUE - 8);
  }
}
