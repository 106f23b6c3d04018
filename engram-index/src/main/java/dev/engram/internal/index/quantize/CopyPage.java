package dev.engram.internal.index.quantize;

import java.util.Arrays;
import java.util.Optional;

/**
 * The copies of {@value #SIZE} neighbouring ordinals, side by side in one array. Immutable;
 * thread-safe.
 */
final class CopyPage {
  static final int SIZE = 64;
  private static final byte NOT_HELD = -1;

  static final CopyPage EMPTY = empty();

  /** Each slot's {@link Temperature} as {@link #mark} has it, or {@link #NOT_HELD}. */
  private final byte[] temperatures;

  /**
   * Slot {@code i} has the bytes from {@code ends[i - 1]} (zero for the first) to {@code ends[i]}.
   */
  private final int[] ends;

  private final byte[] codes;

  /**
   * The copy of one ordinal.
   *
   * @param temperature which quantizer wrote it
   * @param codes one after the other, one a part; not changed by anyone
   */
  @SuppressWarnings("ArrayRecordComponent") // moves between pages, never compared
  record Copy(Temperature temperature, byte[] codes) {}

  private CopyPage(byte[] temperatures, int[] ends, byte[] codes) {
    this.temperatures = temperatures;
    this.ends = ends;
    this.codes = codes;
  }

  private static CopyPage empty() {
    byte[] temperatures = new byte[SIZE];
    Arrays.fill(temperatures, NOT_HELD);
    return new CopyPage(temperatures, new int[SIZE], new byte[0]);
  }

  private static byte mark(Temperature temperature) {
    return switch (temperature) {
      case HOT -> 0;
      case WARM -> 1;
      case COLD -> 2;
    };
  }

  private static Temperature marked(byte mark) {
    return switch (mark) {
      case 0 -> Temperature.HOT;
      case 1 -> Temperature.WARM;
      default -> Temperature.COLD;
    };
  }

  private int start(int slot) {
    return slot == 0 ? 0 : ends[slot - 1];
  }

  CopyPage with(int slot, Copy copy) {
    return replaced(slot, mark(copy.temperature()), copy.codes());
  }

  CopyPage without(int slot) {
    return replaced(slot, NOT_HELD, new byte[0]);
  }

  private CopyPage replaced(int slot, byte temperature, byte[] middle) {
    int start = start(slot);
    int end = ends[slot];
    int change = middle.length - (end - start);
    byte[] all = new byte[Math.addExact(codes.length, change)];
    System.arraycopy(codes, 0, all, 0, start);
    System.arraycopy(middle, 0, all, start, middle.length);
    System.arraycopy(codes, end, all, start + middle.length, codes.length - end);
    int[] moved = ends.clone();
    for (int i = slot; i < SIZE; i++) {
      moved[i] += change;
    }
    byte[] marks = temperatures.clone();
    marks[slot] = temperature;
    return new CopyPage(marks, moved, all);
  }

  Optional<Temperature> temperature(int slot) {
    byte mark = temperatures[slot];
    return mark == NOT_HELD ? Optional.empty() : Optional.of(marked(mark));
  }

  /** The copy of a held slot. */
  Copy copy(int slot) {
    return new Copy(marked(temperatures[slot]), Arrays.copyOfRange(codes, start(slot), ends[slot]));
  }

  /** The best score of a slot's parts; negative infinity when it is not held. */
  float best(int slot, TierScorers scorers) {
    byte mark = temperatures[slot];
    return mark == NOT_HELD
        ? Float.NEGATIVE_INFINITY
        : scorers.best(marked(mark), codes, start(slot), ends[slot]);
  }

  /** The ordinals of the held slots, when the first slot is {@code first}. */
  int[] held(int first) {
    int[] held = new int[SIZE];
    int size = 0;
    for (int slot = 0; slot < SIZE; slot++) {
      if (temperatures[slot] != NOT_HELD) {
        held[size++] = first + slot;
      }
    }
    return Arrays.copyOf(held, size);
  }

  int count(Temperature temperature) {
    byte wanted = mark(temperature);
    int count = 0;
    for (byte mark : temperatures) {
      if (mark == wanted) {
        count++;
      }
    }
    return count;
  }

  /** Bytes held; the page that all empty ones share counts nothing. */
  long ramBytes() {
    return this == EMPTY ? 0 : 24 + 3 * 16 + SIZE * 5 + (codes.length + 7) / 8 * 8L;
  }
}
