package dev.engram.bench.answerable;

import java.util.Arrays;

/**
 * Weighted logistic regression with a ridge penalty by Newton's method, on standardised signs.
 * Deterministic. Immutable once fitted.
 */
final class Logistic {
  private static final double RIDGE = 3;
  private static final int STEPS = 25;
  private static final double STEEPEST = 30;

  private final double[] means;
  private final double[] weights;
  private double bias;

  private Logistic(int signs) {
    means = new double[signs];
    weights = new double[signs];
  }

  double weight(int sign) {
    return weights[sign];
  }

  double mean(int sign) {
    return means[sign];
  }

  double bias() {
    return bias;
  }

  double probability(double[] x) {
    double sum = bias;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * (x[i] - means[i]);
    }
    return 1 / (1 + Math.exp(-sum));
  }

  /**
   * Fits.
   *
   * @param x signs of each example
   * @param positive which class it is of
   * @param counts how much it counts; zero leaves it out
   */
  static Logistic of(double[][] x, boolean[] positive, double[] counts) {
    int signs = x[0].length;
    var fit = new Logistic(signs);
    double[] spread = new double[signs];
    double all = Arrays.stream(counts).sum();
    for (int s = 0; s < signs; s++) {
      for (int i = 0; i < x.length; i++) {
        fit.means[s] += counts[i] * x[i][s] / all;
      }
      for (int i = 0; i < x.length; i++) {
        spread[s] += counts[i] * Math.pow(x[i][s] - fit.means[s], 2) / all;
      }
      spread[s] = Math.sqrt(spread[s]) + 1e-9;
    }
    double[] w = new double[signs + 1];
    for (int step = 0; step < STEPS; step++) {
      fit.newton(x, positive, counts, spread, w);
    }
    for (int s = 0; s < signs; s++) {
      fit.weights[s] = w[s] / spread[s];
    }
    fit.bias = w[signs];
    return fit;
  }

  private void newton(
      double[][] x, boolean[] positive, double[] counts, double[] spread, double[] w) {
    int n = w.length;
    double[][] system = new double[n][n + 1];
    double[] z = new double[n];
    for (int i = 0; i < x.length; i++) {
      if (counts[i] > 0) {
        double sum = 0;
        for (int s = 0; s < n; s++) {
          z[s] = s == n - 1 ? 1 : (x[i][s] - means[s]) / spread[s];
          sum += w[s] * z[s];
        }
        double p = 1 / (1 + Math.exp(-Math.clamp(sum, -STEEPEST, STEEPEST)));
        for (int r = 0; r < n; r++) {
          for (int c = 0; c < n; c++) {
            system[r][c] += counts[i] * p * (1 - p) * z[r] * z[c];
          }
          system[r][n] += counts[i] * ((positive[i] ? 1 : 0) - p) * z[r];
        }
      }
    }
    for (int r = 0; r < n; r++) {
      double ridge = r == n - 1 ? 1e-6 : RIDGE;
      system[r][r] += ridge;
      system[r][n] -= ridge * w[r];
    }
    solve(system);
    for (int r = 0; r < n; r++) {
      w[r] += system[r][n];
    }
  }

  /** Gauss and Jordan with pivots; the last column becomes the solution. */
  private static void solve(double[][] system) {
    int n = system.length;
    for (int c = 0; c < n; c++) {
      int pivot = c;
      for (int r = c + 1; r < n; r++) {
        pivot = Math.abs(system[r][c]) > Math.abs(system[pivot][c]) ? r : pivot;
      }
      double[] row = system[pivot];
      system[pivot] = system[c];
      system[c] = row;
      for (int k = n; k >= c; k--) {
        row[k] /= row[c];
      }
      for (int r = 0; r < n; r++) {
        double factor = system[r][c];
        if (r != c && factor != 0) {
          for (int k = c; k <= n; k++) {
            system[r][k] -= factor * row[k];
          }
        }
      }
    }
  }
}
