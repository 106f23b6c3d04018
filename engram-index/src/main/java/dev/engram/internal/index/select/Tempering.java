package dev.engram.internal.index.select;

import dev.engram.internal.index.lean.LeanVectorIndex;
import dev.engram.internal.index.lean.Refine;
import dev.engram.internal.index.vector.VectorSource;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * Keeps the copies of a lean index as finely as its memory and the temperature of each memory
 * permit, a little at a time. What is hot is kept in full, while all of the index fits well; what
 * is warm in 8 bits; what is cold in two bits where {@code cools} is said, and in 8 elsewhere.
 *
 * <p>For the writer; {@link #unsettled} may be read from other threads.
 */
final class Tempering {
  /** Some fifty milliseconds, if all of them are read. */
  private static final int MOVED_AT_ONCE = 2_000;

  private Optional<Temperatures> temperatures = Optional.empty();

  /** Whether some copies may not be as they should. */
  private volatile boolean unsettled = true;

  boolean unsettled() {
    return unsettled;
  }

  /** What copies should be is not what it was. */
  void unsettle() {
    unsettled = true;
  }

  void told(Temperatures now) {
    temperatures = Optional.of(now);
    unsettled = true;
  }

  /**
   * Goes on to make copies what they should be.
   *
   * @param full whether what is hot is kept in full
   * @param cools whether what is cold is kept in two bits
   * @param source full vectors, where copies may come back
   */
  void settle(LeanVectorIndex lean, boolean full, boolean cools, VectorSource source) {
    if (temperatures.isEmpty()) {
      level(lean, cools ? VectorSource.NONE : source);
      return;
    }
    Temperatures now = temperatures.get();
    settle(lean, ordinal -> kept(now, ordinal, full, cools), source);
  }

  /** The same where all of them are to have 8-bit copies. */
  void level(LeanVectorIndex lean, VectorSource source) {
    settle(lean, ordinal -> Refine.BYTES, source);
  }

  private void settle(LeanVectorIndex lean, IntFunction<Refine> wanted, VectorSource source) {
    unsettled = lean.keepCopies(wanted, source, MOVED_AT_ONCE) >= MOVED_AT_ONCE;
  }

  private static Refine kept(Temperatures now, int ordinal, boolean full, boolean cools) {
    if (full && now.hot().allows(ordinal)) {
      return Refine.FLOATS;
    }
    return cools && !now.hot().allows(ordinal) && !now.warm().allows(ordinal)
        ? Refine.BITS
        : Refine.BYTES;
  }
}
