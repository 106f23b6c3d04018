package dev.engram.onnx;

/** Arithmetic on directions. */
final class Vectors {
  private Vectors() {}

  /**
   * Brings a vector to unit length, in place.
   *
   * @return whether it has a direction: all components finite and not all zero
   */
  static boolean normalise(float[] vector) {
    double sum = 0;
    for (float component : vector) {
      sum += (double) component * component;
    }
    if (!(sum > 0) || Double.isInfinite(sum)) {
      return false;
    }
    double scale = 1 / Math.sqrt(sum);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] * scale);
    }
    return true;
  }

  /** The mean of unit vectors, not normalised; at least one. */
  static float[] mean(float[][] vectors) {
    var mean = new float[vectors[0].length];
    for (var vector : vectors) {
      for (int i = 0; i < mean.length; i++) {
        mean[i] += vector[i] / vectors.length;
      }
    }
    return mean;
  }
}
