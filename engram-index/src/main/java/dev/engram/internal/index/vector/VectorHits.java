package dev.engram.internal.index.vector;

/**
 * What a search found, best first.
 *
 * @param ordinals distinct ordinals, shape {@code [found]}
 * @param scores one per ordinal, not increasing, shape {@code [found]}
 */
@SuppressWarnings("ArrayRecordComponent") // two parallel arrays are the point on this hot path
public record VectorHits(int[] ordinals, float[] scores) {
  public VectorHits {
    if (ordinals.length != scores.length) {
      throw new IllegalArgumentException(
          "as many scores as ordinals, got " + scores.length + " and " + ordinals.length);
    }
  }

  /** Nothing found. */
  public static VectorHits none() {
    return new VectorHits(new int[0], new float[0]);
  }

  /** How many were found. */
  public int size() {
    return ordinals.length;
  }
}
