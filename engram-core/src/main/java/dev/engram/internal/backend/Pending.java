package dev.engram.internal.backend;

import dev.engram.internal.index.filter.OrdinalFilter;
import java.util.BitSet;
import java.util.Optional;

/**
 * The ordinals that a store has not heard of yet: a bit each, so that a store may be away for as
 * long as it likes and nothing is lost or waits. What is sent is read when it is sent, so that it
 * is the present state whatever happened in between, and order does not matter.
 *
 * <p>Thread-safe; the lock is held for some microseconds.
 */
final class Pending {
  private final BitSet waiting = new BitSet();
  private final BitSet flying = new BitSet();
  private int waitingCount;
  private int flyingCount;

  /** An ordinal changed. */
  synchronized void mark(int ordinal) {
    if (!waiting.get(ordinal)) {
      waiting.set(ordinal);
      waitingCount++;
    }
  }

  /** Everything from zero up to and including {@code last} is to be sent, nothing else. */
  synchronized void markUpTo(int last) {
    waiting.set(0, last + 1);
    waitingCount = waiting.cardinality();
  }

  /**
   * Takes the first ones to be sent; they stay pending until {@link #sent} or {@link #giveBack}.
   */
  synchronized int[] take(int most) {
    int[] taken = waiting.stream().limit(most).toArray();
    for (int ordinal : taken) {
      waiting.clear(ordinal);
      flying.set(ordinal);
    }
    waitingCount -= taken.length;
    flyingCount = taken.length;
    return taken;
  }

  /** What was taken has arrived. */
  synchronized void sent() {
    flying.clear();
    flyingCount = 0;
  }

  /** What was taken has perhaps not arrived. */
  synchronized void giveBack() {
    waiting.or(flying);
    waitingCount = waiting.cardinality();
    sent();
  }

  /** At least how many there are; one that changed while it was being sent counts twice. */
  synchronized int size() {
    return waitingCount + flyingCount;
  }

  synchronized boolean contains(int ordinal) {
    return waiting.get(ordinal) || flying.get(ordinal);
  }

  /** Those that a filter allows, ascending; nothing if there are more than {@code most} in all. */
  synchronized Optional<int[]> allowed(OrdinalFilter filter, int most) {
    if (size() > most) {
      return Optional.empty();
    }
    var all = (BitSet) waiting.clone();
    all.or(flying);
    return Optional.of(all.stream().filter(filter::allows).toArray());
  }
}
