package dev.engram.internal.index.hnsw;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Locks of the rows of nodes, for the threads of a build; with one writer they are free and cost a
 * compare-and-set. Striped, held for some microseconds, taken one at a time. Readers know nothing
 * of them.
 */
final class LinkLocks {
  private static final int STRIPES = 1 << 10;

  private final AtomicIntegerArray taken = new AtomicIntegerArray(STRIPES);

  void lock(int node) {
    int stripe = node & (STRIPES - 1);
    while (!taken.compareAndSet(stripe, 0, 1)) {
      Thread.onSpinWait();
    }
  }

  void unlock(int node) {
    taken.set(node & (STRIPES - 1), 0);
  }
}
