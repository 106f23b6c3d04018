package dev.engram.internal.recall.rank;

import dev.engram.config.Signal;
import java.util.Arrays;

/**
 * What each signal says of each candidate. For one thread and one query.
 *
 * <p>Candidates stand in ascending order of ordinals, so that a neighbour is found by binary
 * search. A memory that is no candidate has no row: whatever the filter refused is not here, and
 * lends nothing.
 */
final class SignalTable {
  private static final Signal[] SIGNALS = Signal.values();

  private final int[] ordinals;
  private final float[][] values;

  /**
   * An empty table.
   *
   * @param ordinals distinct and ascending; kept
   */
  SignalTable(int[] ordinals) {
    this.ordinals = ordinals;
    this.values = new float[SIGNALS.length][ordinals.length];
  }

  int rows() {
    return ordinals.length;
  }

  int ordinal(int row) {
    return ordinals[row];
  }

  /** The row of an ordinal, or a negative number. */
  int row(int ordinal) {
    return ordinal < 0 ? -1 : Arrays.binarySearch(ordinals, ordinal);
  }

  /** One value a row; written by whoever fills the signal. */
  float[] of(Signal signal) {
    return values[signal.column()];
  }

  float get(Signal signal, int row) {
    return values[signal.column()][row];
  }

  float min(Signal signal) {
    float min = Float.POSITIVE_INFINITY;
    for (float value : of(signal)) {
      min = Math.min(min, value);
    }
    return min;
  }
}
