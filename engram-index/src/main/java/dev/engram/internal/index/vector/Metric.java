package dev.engram.internal.index.vector;

import dev.engram.internal.index.kernel.Kernels;

/** How two vectors are compared. Every metric yields a score where larger means nearer. */
public enum Metric {
  /** Cosine similarity in [-1, 1]; vectors are normalised when they enter. */
  COSINE,
  /** Inner product, unbounded. */
  DOT,
  /** Negated squared Euclidean distance, at most zero. */
  EUCLIDEAN,
  /**
   * Negated number of components whose signs differ, a whole number from minus the dimension to
   * zero; a component enters as 1 when it is above zero and as -1 otherwise, so that the squared
   * distance is four times the number.
   */
  HAMMING;

  private static final float SQUARED_STEP = 4;

  /** Whether a score follows from a distance rather than from an inner product. */
  public boolean distance() {
    return this == EUCLIDEAN || this == HAMMING;
  }

  /**
   * The score of two admitted vectors from their inner product, within the metric's range in spite
   * of rounding, and never minus zero, so that ties tie.
   *
   * @param squaredNorm squared length of one
   * @param otherSquaredNorm squared length of the other
   */
  public float score(float dot, float squaredNorm, float otherSquaredNorm) {
    return switch (this) {
      case COSINE -> Math.clamp(dot + 0f, -1f, 1f);
      case DOT -> dot + 0f;
      case EUCLIDEAN, HAMMING -> ofSquaredDistance(squaredNorm + otherSquaredNorm - 2 * dot);
    };
  }

  /**
   * The score of two admitted vectors, nothing rounded.
   *
   * @param one shape {@code [dimension]}
   * @param other shape {@code [dimension]}
   */
  public float score(float[] one, float[] other) {
    return score(one, other, 0);
  }

  /**
   * The same where the other begins somewhere in a longer array.
   *
   * @param from where
   */
  public float score(float[] one, float[] others, int from) {
    Kernels kernels = Kernels.active();
    return distance()
        ? ofSquaredDistance(kernels.squaredDistance(one, 0, others, from, one.length))
        : score(kernels.dot(one, 0, others, from, one.length), 1, 1);
  }

  /**
   * The score of two admitted vectors from their squared distance.
   *
   * @throws IllegalStateException if this metric goes by inner products
   */
  public float ofSquaredDistance(float squared) {
    return switch (this) {
      case EUCLIDEAN -> 0f - Math.max(0f, squared);
      case HAMMING -> 0f - Math.max(0, Math.round(squared / SQUARED_STEP));
      case COSINE, DOT -> throw new IllegalStateException(this + " goes by inner products");
    };
  }
}
