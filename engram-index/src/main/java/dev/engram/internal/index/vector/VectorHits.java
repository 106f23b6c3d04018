package dev.engram.internal.index.vector;

/**
 * What a search found, best first.
 *
 * @param ordinals distinct ordinals, shape {@code [found]}
 * @param scores one per ordinal, not increasing, shape {@code [found]}
 * @param path which index answered, for traces: a {@link VectorIndex#kind()}, or {@code a>b} when
 *     {@code a} was tried first and {@code b} answered
 * @param complete false when the time was over before everything due had been looked at
 */
@SuppressWarnings("ArrayRecordComponent") // two parallel arrays are the point on this hot path
public record VectorHits(int[] ordinals, float[] scores, String path, boolean complete) {
  public VectorHits {
    if (ordinals.length != scores.length) {
      throw new IllegalArgumentException(
          "as many scores as ordinals, got " + scores.length + " and " + ordinals.length);
    }
  }

  /** A search that was not cut short. */
  public VectorHits(int[] ordinals, float[] scores, String path) {
    this(ordinals, scores, path, true);
  }

  /** Nothing found by {@code path}. */
  public static VectorHits none(String path) {
    return new VectorHits(new int[0], new float[0], path);
  }

  /** The same hits, answered by another path. */
  public VectorHits by(String otherPath) {
    return new VectorHits(ordinals, scores, otherPath, complete);
  }

  /** The same hits, of a search that was cut short. */
  public VectorHits cutShort() {
    return new VectorHits(ordinals, scores, path, false);
  }

  /** How many were found. */
  public int size() {
    return ordinals.length;
  }
}
