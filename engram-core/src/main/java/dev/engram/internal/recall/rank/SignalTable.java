package dev.engram.internal.recall.rank;

import dev.engram.config.Signal;
import dev.engram.internal.recall.signal.SignalScores;
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

  /** Fills a signal from scores, whose ordinals all have rows. */
  void put(Signal signal, SignalScores scores) {
    float[] column = of(signal);
    for (int i = 0; i < scores.ordinals().length; i++) {
      column[row(scores.ordinals()[i])] = scores.scores()[i];
    }
  }

  /** One value a row; written by whoever fills the signal. */
  float[] of(Signal signal) {
    return values[signal.column()];
  }

  float get(Signal signal, int row) {
    return values[signal.column()][row];
  }

  /** Whether a signal says anything of any candidate. */
  boolean says(Signal signal) {
    for (float value : of(signal)) {
      if (value != 0) {
        return true;
      }
    }
    return false;
  }

  /** The rank of each row by a signal, from 1; equal values share the better one, zero has none. */
  int[] ranks(Signal signal) {
    float[] column = of(signal);
    float[] sorted = column.clone();
    Arrays.sort(sorted);
    int[] ranks = new int[column.length];
    for (int row = 0; row < ranks.length; row++) {
      if (column[row] == 0) {
        continue;
      }
      int at = Arrays.binarySearch(sorted, column[row]);
      while (at + 1 < sorted.length && sorted[at + 1] == column[row]) {
        at++;
      }
      ranks[row] = sorted.length - at;
    }
    return ranks;
  }

  float min(Signal signal) {
    float min = Float.POSITIVE_INFINITY;
    for (float value : of(signal)) {
      min = Math.min(min, value);
    }
    return min;
  }
}
