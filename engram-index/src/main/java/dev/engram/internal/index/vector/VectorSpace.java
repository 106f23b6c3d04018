package dev.engram.internal.index.vector;

/**
 * A named vector space: vectors of different spaces are never compared.
 *
 * @param id the embedding model's id, 1 to 128 characters
 * @param dimension 1 to 8192
 * @param metric how vectors of this space are compared
 */
public record VectorSpace(String id, int dimension, Metric metric) {
  /** The largest dimension that is accepted. */
  public static final int MAX_DIMENSION = 8192;

  /** Room for the sums that a score is made of, so that a score is always a finite number. */
  private static final float MAX_SQUARED_LENGTH = Float.MAX_VALUE / 16;

  public VectorSpace {
    if (id.isBlank() || id.length() > 128) {
      throw new IllegalArgumentException("space id must have 1 to 128 characters");
    }
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "dimension must be 1 to " + MAX_DIMENSION + ", got " + dimension);
    }
  }

  /**
   * Checks a vector of this space and copies it as indexes keep it: of unit length under {@link
   * Metric#COSINE}, signs under {@link Metric#HAMMING}, unchanged otherwise. Thread-safe; cost:
   * linear in the dimension.
   *
   * @param vector shape {@code [dimension]}; copied, not kept
   * @throws VectorIndexException if it has another dimension, a component that is not finite, a
   *     squared length beyond a sixteenth of the largest {@code float} (under DOT and EUCLIDEAN,
   *     whose scores would not be finite), or no length at all under COSINE
   */
  public float[] admit(float[] vector) {
    if (vector.length != dimension) {
      throw new VectorIndexException(
          VectorIndexException.Reason.DIMENSION,
          "space " + id + " has dimension " + dimension + ", got " + vector.length);
    }
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    // A NaN or an infinity anywhere survives the sum, and no sum of finite floats reaches infinity.
    if (!Double.isFinite(squares) || (metric != Metric.COSINE && squares > MAX_SQUARED_LENGTH)) {
      throw new VectorIndexException(
          VectorIndexException.Reason.NOT_FINITE,
          "a component is not finite, or the squared length exceeds " + MAX_SQUARED_LENGTH);
    }
    if (metric == Metric.HAMMING) {
      return signs(vector);
    }
    if (metric != Metric.COSINE) {
      return vector.clone();
    }
    if (squares == 0) {
      throw new VectorIndexException(
          VectorIndexException.Reason.ZERO_VECTOR, "a vector of length zero has no cosine");
    }
    double scale = 1 / Math.sqrt(squares);
    float[] unit = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      unit[i] = (float) (vector[i] * scale);
    }
    return unit;
  }

  /**
   * The same for all parts of an ordinal.
   *
   * @param parts shape {@code [parts][dimension]}; copied, not kept
   * @throws VectorIndexException as for one
   */
  public float[][] admit(float[][] parts) {
    float[][] admitted = new float[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      admitted[i] = admit(parts[i]);
    }
    return admitted;
  }

  private static float[] signs(float[] vector) {
    float[] signs = new float[vector.length];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = vector[i] > 0 ? 1 : -1;
    }
    return signs;
  }
}
