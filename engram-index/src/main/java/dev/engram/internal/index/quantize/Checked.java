package dev.engram.internal.index.quantize;

import dev.engram.internal.index.vector.VectorIndexException;

/** What callers may hand to a training. */
final class Checked {
  private Checked() {}

  /** Returns the dimension of a sample that is neither empty nor ragged and all finite. */
  static int sample(float[][] sample) {
    if (sample.length == 0 || sample[0].length == 0) {
      throw new IllegalArgumentException("a sample needs at least one vector of one component");
    }
    int dimension = sample[0].length;
    for (float[] vector : sample) {
      vector(vector, dimension);
    }
    return dimension;
  }

  /** Refuses a vector of another dimension, or with a component that is not finite. */
  static void vector(float[] vector, int dimension) {
    if (vector.length != dimension) {
      throw new VectorIndexException(
          VectorIndexException.Reason.DIMENSION,
          "dimension must be " + dimension + ", got " + vector.length);
    }
    float sum = 0;
    for (float component : vector) {
      sum += component * 0f; // NaN when the component is NaN or infinite
    }
    if (Float.isNaN(sum)) {
      throw new VectorIndexException(
          VectorIndexException.Reason.NOT_FINITE, "a component is not finite");
    }
  }

  static void atLeastOne(int value, String name) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + value);
    }
  }
}
