package dev.engram.bench.junk;

import java.util.Arrays;

/**
 * Logistic regression with ridge penalty by Newton's method, on standardised features, sharpened
 * where it is to decide: after each round the examples near the wanted quantile of the positive
 * ones weigh more (a Cauchy window). Deterministic. For one thread.
 */
final class LogisticFit {
  private static final double RIDGE = 30;
  private static final double POSITIVE_WEIGHT = 3;
  private static final double WINDOW = 2;
  private static final int ROUNDS = 5;
  private static final int STEPS = 15;

  private final double[] means;
  private final double[] weights;
  private double bias;

  private LogisticFit(int features) {
    means = new double[features];
    weights = new double[features];
  }

  double[] means() {
    return means;
  }

  double[] weights() {
    return weights;
  }

  double bias() {
    return bias;
  }

  double score(double[] example) {
    double score = bias;
    for (int i = 0; i < weights.length; i++) {
      score += weights[i] * (example[i] - means[i]);
    }
    return score;
  }

  /**
   * Fits, so that a score of zero leaves a share of the positive examples below it.
   *
   * @param lost the share of positive examples that may fall below zero
   */
  static LogisticFit of(double[][] examples, boolean[] positive, double lost) {
    int features = examples[0].length;
    var fit = new LogisticFit(features);
    double[] scale = new double[features];
    double[][] x = standardised(examples, fit.means, scale);
    double[] weight = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      weight[i] = positive[i] ? POSITIVE_WEIGHT : 1;
    }
    double[] w = new double[features + 1];
    double edge = 0;
    for (int round = 0; round < ROUNDS; round++) {
      for (int step = 0; step < STEPS; step++) {
        newton(x, positive, weight, w);
      }
      edge = quantile(x, positive, w, lost);
      for (int i = 0; i < x.length; i++) {
        double far = (dot(w, x[i]) - edge) / WINDOW;
        weight[i] = (positive[i] ? POSITIVE_WEIGHT : 1) * (0.1 + 1 / (1 + far * far));
      }
    }
    fit.bias = w[features] - edge;
    for (int i = 0; i < features; i++) {
      fit.weights[i] = w[i] / scale[i];
    }
    return fit;
  }

  private static double[][] standardised(double[][] examples, double[] means, double[] scale) {
    int features = means.length;
    for (double[] example : examples) {
      for (int i = 0; i < features; i++) {
        means[i] += example[i] / examples.length;
      }
    }
    for (double[] example : examples) {
      for (int i = 0; i < features; i++) {
        scale[i] += (example[i] - means[i]) * (example[i] - means[i]) / examples.length;
      }
    }
    double[][] x = new double[examples.length][features + 1];
    for (int i = 0; i < features; i++) {
      scale[i] = Math.max(Math.sqrt(scale[i]), 0.05);
    }
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < features; i++) {
        x[row][i] = (examples[row][i] - means[i]) / scale[i];
      }
      x[row][features] = 1;
    }
    return x;
  }

  private static void newton(double[][] x, boolean[] positive, double[] weight, double[] w) {
    int size = w.length;
    double[][] hessian = new double[size][size + 1];
    for (int row = 0; row < x.length; row++) {
      double chance = 1 / (1 + Math.exp(-Math.clamp(dot(w, x[row]), -30, 30)));
      double curve = weight[row] * chance * (1 - chance) + 1e-9;
      double pull = weight[row] * ((positive[row] ? 1 : 0) - chance);
      for (int i = 0; i < size; i++) {
        double part = curve * x[row][i];
        for (int j = 0; j <= i; j++) {
          hessian[i][j] += part * x[row][j];
        }
        hessian[i][size] += pull * x[row][i];
      }
    }
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < i; j++) {
        hessian[j][i] = hessian[i][j];
      }
      double ridge = i == size - 1 ? 1e-6 : RIDGE;
      hessian[i][i] += ridge;
      hessian[i][size] -= ridge * w[i];
    }
    double[] change = solved(hessian);
    for (int i = 0; i < size; i++) {
      w[i] += change[i];
    }
  }

  /** Gauss's elimination; the matrix is positive definite, so no pivot is near zero. */
  private static double[] solved(double[][] rows) {
    int size = rows.length;
    for (int column = 0; column < size; column++) {
      for (int row = column + 1; row < size; row++) {
        double factor = rows[row][column] / rows[column][column];
        for (int i = column; i <= size; i++) {
          rows[row][i] -= factor * rows[column][i];
        }
      }
    }
    double[] solution = new double[size];
    for (int row = size - 1; row >= 0; row--) {
      double sum = rows[row][size];
      for (int i = row + 1; i < size; i++) {
        sum -= rows[row][i] * solution[i];
      }
      solution[row] = sum / rows[row][row];
    }
    return solution;
  }

  private static double quantile(double[][] x, boolean[] positive, double[] w, double share) {
    double[] scores = new double[x.length];
    int count = 0;
    for (int i = 0; i < x.length; i++) {
      if (positive[i]) {
        scores[count++] = dot(w, x[i]);
      }
    }
    Arrays.sort(scores, 0, count);
    return scores[(int) (share * count)];
  }

  private static double dot(double[] w, double[] x) {
    double sum = 0;
    for (int i = 0; i < w.length; i++) {
      sum += w[i] * x[i];
    }
    return sum;
  }
}
