package dev.engram.internal.index.vector;

import java.util.Optional;

/**
 * Follows the mean of what is put, and says when it has left a centre that codes are made about so
 * far that a new one is worth having: by a twentieth of the spread about the mean, looked at now
 * and then. Under HAMMING, where codes are exact, never.
 *
 * <p>Not thread-safe: used by the one writer of an index. Cost: linear in the dimension.
 */
public final class MeanDrift {
  /** The first look; each later one comes after four times as many, and then at a steady pace. */
  private static final int FIRST = 256;

  private static final int STEADY = 1 << 16;
  private static final double WORTH = 0.05;

  private final Metric metric;
  private final double[] sum;
  private double squares;
  private long seen;
  private long look = FIRST;

  /** Has seen nothing. */
  public MeanDrift(Metric metric, int dimension) {
    this.metric = metric;
    this.sum = new double[dimension];
  }

  /**
   * Goes on where another left off: as if so many vectors had been seen.
   *
   * @param count of them
   * @param mean of them
   * @param meanSquares mean of their squared lengths
   */
  public void resume(long count, float[] mean, double meanSquares) {
    for (int i = 0; i < sum.length; i++) {
      sum[i] = (double) count * mean[i];
    }
    squares = count * meanSquares;
    seen = count;
    look = count < FIRST ? FIRST : count + Math.min(3 * count, STEADY);
  }

  /** One more vector, as {@link VectorSpace#admit} returned it. */
  public void saw(float[] admitted) {
    double length = 0;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += admitted[i];
      length += admitted[i] * admitted[i];
    }
    squares += length;
    seen++;
  }

  /** A centre that is worth changing to, if it is time to look and there is one. */
  public Optional<float[]> better(float[] current) {
    if (seen < look) {
      return Optional.empty();
    }
    look += Math.min(3 * look, STEADY);
    return now(current);
  }

  /** The same, without waiting for the time to look. */
  public Optional<float[]> now(float[] current) {
    if (seen == 0 || metric == Metric.HAMMING) {
      return Optional.empty();
    }
    double apart = 0;
    double meanSquares = 0;
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / seen);
      double step = mean[i] - current[i];
      apart += step * step;
      meanSquares += mean[i] * mean[i];
    }
    double spread = squares / seen - meanSquares;
    return apart > WORTH * spread ? Optional.of(mean) : Optional.empty();
  }

  /** Bytes held. */
  public long ramBytes() {
    return 8L * sum.length + 64;
  }
}
