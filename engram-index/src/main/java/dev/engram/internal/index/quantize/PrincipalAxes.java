package dev.engram.internal.index.quantize;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The eigenvectors of a symmetric matrix by Jacobi's rotations, the axis of most variance first.
 *
 * <p>A rotation in the plane of two axes makes their covariance zero. Sweeps over all pairs shrink
 * what is left off the diagonal, quadratically towards the end; the product of the rotations are
 * the axes. They are orthonormal whenever the sweeps end, so that stopping early costs a little
 * balance and never correctness. Cost: about {@code 4 · dimension³} a sweep, up to twelve sweeps.
 */
final class PrincipalAxes {
  private static final int MAX_SWEEPS = 12;

  /** What may be left off the diagonal, as a share of the largest variance. */
  private static final double NEGLIGIBLE = 1e-9;

  private final double[][] matrix;
  private final double[][] axes;
  private final int[] order;

  private PrincipalAxes(double[][] matrix) {
    int size = matrix.length;
    this.matrix = matrix;
    this.axes = new double[size][size];
    for (int i = 0; i < size; i++) {
      axes[i][i] = 1;
    }
    for (int sweep = 0; sweep < MAX_SWEEPS && sweep(); sweep++) {}
    this.order =
        IntStream.range(0, size)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -matrix[i][i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  /** Of a symmetric matrix whose largest element is about one; it is used up. */
  static PrincipalAxes of(double[][] matrix) {
    return new PrincipalAxes(matrix);
  }

  /** Rotates every pair that is worth it. Returns whether there was one. */
  private boolean sweep() {
    boolean any = false;
    for (int p = 0; p < matrix.length; p++) {
      for (int q = p + 1; q < matrix.length; q++) {
        if (Math.abs(matrix[p][q]) > NEGLIGIBLE) {
          rotate(p, q);
          any = true;
        }
      }
    }
    return any;
  }

  private void rotate(int p, int q) {
    double half = (matrix[q][q] - matrix[p][p]) / (2 * matrix[p][q]);
    double tangent = 1 / (Math.abs(half) + Math.sqrt(half * half + 1));
    if (half < 0) {
      tangent = -tangent;
    }
    double cosine = 1 / Math.sqrt(tangent * tangent + 1);
    double sine = tangent * cosine;
    double shift = tangent * matrix[p][q];
    double atP = matrix[p][p] - shift;
    double atQ = matrix[q][q] + shift;
    mix(matrix[p], matrix[q], cosine, sine);
    mix(axes[p], axes[q], cosine, sine);
    matrix[p][p] = atP;
    matrix[q][q] = atQ;
    matrix[p][q] = 0;
    matrix[q][p] = 0;
    double[] rowP = matrix[p];
    double[] rowQ = matrix[q];
    for (int k = 0; k < matrix.length; k++) {
      matrix[k][p] = rowP[k];
      matrix[k][q] = rowQ[k];
    }
  }

  private static void mix(double[] p, double[] q, double cosine, double sine) {
    for (int k = 0; k < p.length; k++) {
      double a = p[k];
      double b = q[k];
      p[k] = cosine * a - sine * b;
      q[k] = sine * a + cosine * b;
    }
  }

  /** The variance along an axis, by rank. */
  double variance(int rank) {
    return matrix[order[rank]][order[rank]];
  }

  /** Writes an axis, by rank, a unit vector. */
  void copyAxis(int rank, float[] into, int from) {
    double[] axis = axes[order[rank]];
    for (int i = 0; i < axis.length; i++) {
      into[from + i] = (float) axis[i];
    }
  }
}
