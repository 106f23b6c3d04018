package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.RamCost;
import java.util.Arrays;

/**
 * The ordinals of a chunk's rows. The array is shared between successive versions and only ever
 * appended to; everything else is immutable.
 */
final class RowOrdinals {
  static final RowOrdinals NONE = new RowOrdinals(new int[0], 0, -1, 0);

  /** Empty while every row follows from {@link #base}: ordinal {@code base + row}. */
  private final int[] each;

  private final int base;
  private final int highest;

  /** One bit for 64 rows, set when their ordinals follow one another without a gap. */
  private final long runs;

  private RowOrdinals(int[] each, int base, int highest, long runs) {
    this.each = each;
    this.base = base;
    this.highest = highest;
    this.runs = runs;
  }

  /** These, with room for {@code capacity}. */
  static RowOrdinals of(int[] ordinals, int capacity) {
    RowOrdinals all = NONE;
    for (int row = 0; row < ordinals.length; row++) {
      all = all.appended(row, ordinals[row], capacity);
    }
    return all;
  }

  int at(int row) {
    return each.length == 0 ? base + row : each[row];
  }

  /** The largest; -1 without rows. */
  int highest() {
    return highest;
  }

  /** Whether those of 64 rows follow one another. */
  boolean runs(int block) {
    return (runs & (1L << block)) != 0;
  }

  /** For how many blocks of 64 rows {@link #runs(int)} holds. */
  int runCount() {
    return Long.bitCount(runs);
  }

  /** With one more, as that of row {@code used}, for a chunk of so much room. */
  RowOrdinals appended(int used, int ordinal, int capacity) {
    boolean starts = (used & 63) == 0;
    boolean follows = used == 0 || at(used - 1) + 1 == ordinal;
    long block = 1L << (used >>> 6);
    long followed = starts ? runs | block : follows ? runs : runs & ~block;
    int[] array = each;
    if (array.length == 0 && !follows) {
      array = new int[capacity];
      for (int row = 0; row < used; row++) {
        array[row] = base + row;
      }
    }
    if (array.length > 0) {
      array[used] = ordinal;
    }
    return new RowOrdinals(array, used == 0 ? ordinal : base, Math.max(highest, ordinal), followed);
  }

  RowOrdinals sized(int capacity) {
    return each.length == 0
        ? this
        : new RowOrdinals(Arrays.copyOf(each, capacity), base, highest, runs);
  }

  long ramBytes() {
    return RamCost.array(each.length, Integer.BYTES) + 40;
  }
}
