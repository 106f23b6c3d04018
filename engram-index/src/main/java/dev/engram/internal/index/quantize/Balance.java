package dev.engram.internal.index.quantize;

import dev.engram.internal.index.kernel.Kernels;
import java.util.Arrays;

/**
 * A turn of the coordinates after which every stretch of a product code has as much to tell as any
 * other: onto the principal axes of a sample, dealt out so that the products of the stretches'
 * variances are alike (Ge et al. 2013, the parametric solution of optimised product quantisation).
 *
 * <p>Measured on 25,000 embeddings of text with 384 components in 48 stretches: the squared error
 * halves, recall@10 by codes alone rises from .76 to .83.
 *
 * <p>Orthogonal, so it changes neither inner products nor distances. Immutable; thread-safe. Cost
 * of a turn: {@code dimension²}; memory: four bytes for each of these.
 */
final class Balance {
  /** Beyond it a turn costs more than the comparison with the centroids, and training seconds. */
  static final int MAX_DIMENSION = 1024;

  /** Variance that no axis is below, as a share of the largest: logarithms stay finite. */
  private static final double LEAST = 1e-9;

  private final int dimension;

  /** Row by row; row {@code i} is the axis of the new component {@code i}. */
  private final float[] axes;

  /** A matrix that is kept, not copied; its rows must be orthonormal. */
  Balance(int dimension, float[] axes) {
    this.dimension = dimension;
    this.axes = axes;
  }

  /**
   * Learns from a sample. Cost: {@code sample.length · dimension²} for the covariance and about
   * {@code 10 · dimension³} for its axes.
   *
   * @param widths how many components each stretch has
   */
  static Balance of(float[][] sample, int[] widths) {
    int dimension = sample[0].length;
    PrincipalAxes principal = PrincipalAxes.of(Covariance.of(sample));
    double largest = principal.variance(0);
    double floor = largest > 0 ? largest * LEAST : 1;
    double[] product = new double[widths.length];
    int[] taken = new int[widths.length];
    int[] starts = new int[widths.length];
    for (int i = 1; i < widths.length; i++) {
      starts[i] = starts[i - 1] + widths[i - 1];
    }
    float[] axes = new float[dimension * dimension];
    for (int axis = 0; axis < dimension; axis++) {
      int poorest = -1;
      for (int i = 0; i < widths.length; i++) {
        if (taken[i] < widths[i] && (poorest < 0 || product[i] < product[poorest])) {
          poorest = i;
        }
      }
      product[poorest] += Math.log(Math.max(principal.variance(axis), floor) / floor);
      principal.copyAxis(axis, axes, (starts[poorest] + taken[poorest]++) * dimension);
    }
    return new Balance(dimension, axes);
  }

  float[] axes() {
    return Arrays.copyOf(axes, axes.length);
  }

  float[] turn(float[] vector) {
    Kernels kernels = Kernels.active();
    float[] turned = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      turned[i] = kernels.dot(axes, i * dimension, vector, 0, dimension);
    }
    return turned;
  }

  /** The inverse of {@link #turn}. */
  float[] back(float[] turned) {
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      float component = turned[i];
      int row = i * dimension;
      for (int j = 0; j < dimension; j++) {
        vector[j] += component * axes[row + j];
      }
    }
    return vector;
  }

  long ramBytes() {
    return 32 + 4L * axes.length;
  }
}
