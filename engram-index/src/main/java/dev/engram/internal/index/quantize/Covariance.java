package dev.engram.internal.index.quantize;

/** The covariance of a sample. */
final class Covariance {
  private Covariance() {}

  /** A symmetric matrix, scaled so that its largest variance is one; zeros stay zeros. */
  static double[][] of(float[][] sample) {
    int dimension = sample[0].length;
    double[] mean = new double[dimension];
    for (float[] vector : sample) {
      for (int i = 0; i < dimension; i++) {
        mean[i] += vector[i] / (double) sample.length;
      }
    }
    double[][] covariance = new double[dimension][dimension];
    double[] rest = new double[dimension];
    for (float[] vector : sample) {
      for (int i = 0; i < dimension; i++) {
        rest[i] = vector[i] - mean[i];
      }
      for (int i = 0; i < dimension; i++) {
        double[] row = covariance[i];
        double component = rest[i];
        for (int j = 0; j <= i; j++) {
          row[j] += component * rest[j];
        }
      }
    }
    double largest = 0;
    for (int i = 0; i < dimension; i++) {
      largest = Math.max(largest, covariance[i][i]);
    }
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = largest > 0 ? covariance[i][j] / largest : 0;
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }
}
