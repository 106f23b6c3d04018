package dev.engram.internal.index.lean;

import dev.engram.internal.index.vector.Metric;

/**
 * Follows the mean of what is put, and says when it has left a coding's centroid so far that a new
 * one is worth having: by a twentieth of the spread about the mean, looked at now and then.
 *
 * <p>Not thread-safe: used by the one writer of an index.
 */
final class Drift {
  /** The first look; each later one comes after four times as many, and then at a steady pace. */
  private static final int FIRST = 256;

  private static final int STEADY = 1 << 16;
  private static final double WORTH = 0.05;

  private final Metric metric;
  private final double[] sum;
  private double squares;
  private long seen;
  private long look = FIRST;

  Drift(Metric metric, int dimension) {
    this.metric = metric;
    this.sum = new double[dimension];
  }

  void saw(float[] admitted) {
    double length = 0;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += admitted[i];
      length += admitted[i] * admitted[i];
    }
    squares += length;
    seen++;
  }

  /** The coding to go on with: the same, or a better one. */
  Coding better(Coding current, int nextId) {
    if (seen < look || metric == Metric.HAMMING) {
      return current;
    }
    look += Math.min(3 * look, STEADY);
    return now(current, nextId);
  }

  /** The same, without waiting for the time to look. */
  Coding now(Coding current, int nextId) {
    if (seen == 0 || metric == Metric.HAMMING) {
      return current;
    }
    double apart = 0;
    double meanSquares = 0;
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / seen);
      double step = mean[i] - current.centroid()[i];
      apart += step * step;
      meanSquares += mean[i] * mean[i];
    }
    double spread = squares / seen - meanSquares;
    return apart > WORTH * spread ? new Coding(nextId, metric, mean) : current;
  }

  long ramBytes() {
    return 8L * sum.length + 64;
  }
}
