package dev.engram.internal.index.fuse;

import java.util.Arrays;

/**
 * What one signal found, best first. Thread-safe as long as nobody writes to the arrays, which are
 * kept, not copied.
 *
 * @param name the signal, unique within one fusion
 * @param ordinals distinct ordinals, shape {@code [found]}
 * @param scores one per ordinal, finite, not increasing, in any unit, shape {@code [found]}
 */
@SuppressWarnings("ArrayRecordComponent") // two parallel arrays are the point on this hot path
public record RankedList(String name, int[] ordinals, float[] scores) {
  /** Checks the shape; cost n log n in the length of the list. */
  public RankedList {
    if (ordinals.length != scores.length) {
      throw new IllegalArgumentException(
          "as many scores as ordinals, got " + scores.length + " and " + ordinals.length);
    }
    for (int i = 0; i < scores.length; i++) {
      if (!Float.isFinite(scores[i])) {
        throw new IllegalArgumentException("score " + i + " of " + name + " is " + scores[i]);
      }
      if (i > 0 && scores[i] > scores[i - 1]) {
        throw new IllegalArgumentException("scores of " + name + " rise at " + i);
      }
    }
    int[] sorted = ordinals.clone();
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new IllegalArgumentException("ordinal " + sorted[i] + " is twice in " + name);
      }
    }
  }

  /** How many were found. */
  public int size() {
    return ordinals.length;
  }

  /** This list with a weight for a fusion. */
  public WeightedList weighted(double weight) {
    return new WeightedList(this, weight);
  }
}
