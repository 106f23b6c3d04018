package dev.engram.internal.projection;

import java.util.Arrays;

/**
 * Ordinals in ascending order. Immutable to who reads; the writer appends in place beyond what
 * readers know of, so that a name used in every turn costs no copy a turn.
 */
public final class Postings {
  /** No ordinals. */
  public static final Postings NONE = new Postings(new int[0], 0);

  private final int[] ordinals;
  private final int count;

  private Postings(int[] ordinals, int count) {
    this.ordinals = ordinals;
    this.count = count;
  }

  /** How many there are. */
  public int size() {
    return count;
  }

  /** The ordinal at a place. */
  public int ordinal(int place) {
    return ordinals[place];
  }

  boolean holds(int ordinal) {
    return Arrays.binarySearch(ordinals, 0, count, ordinal) >= 0;
  }

  /** These and another; {@code this} must not be added to again. */
  Postings with(int ordinal) {
    int at = Arrays.binarySearch(ordinals, 0, count, ordinal);
    if (at >= 0) {
      return this;
    }
    int place = -at - 1;
    if (place == count && count < ordinals.length) {
      ordinals[count] = ordinal;
      return new Postings(ordinals, count + 1);
    }
    int[] more = new int[place == count ? Math.max(2, count * 3 / 2 + 1) : count + 1];
    System.arraycopy(ordinals, 0, more, 0, place);
    more[place] = ordinal;
    System.arraycopy(ordinals, place, more, place + 1, count - place);
    return new Postings(more, count + 1);
  }

  Postings without(int ordinal) {
    int at = Arrays.binarySearch(ordinals, 0, count, ordinal);
    if (at < 0) {
      return this;
    }
    int[] less = new int[count - 1];
    System.arraycopy(ordinals, 0, less, 0, at);
    System.arraycopy(ordinals, at + 1, less, at, count - 1 - at);
    return less.length == 0 ? NONE : new Postings(less, less.length);
  }

  int[] toArray() {
    return Arrays.copyOf(ordinals, count);
  }

  long ramBytes() {
    return 40 + 4L * ordinals.length;
  }

  @Override
  public String toString() {
    return "Postings[" + count + "]";
  }
}
