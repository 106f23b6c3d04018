package dev.engram.bench.eval;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Percentile confidence intervals of means, by resampling questions (Efron and Tibshirani, 1993).
 * Stateless but for its seed: the same values always give the same interval.
 *
 * @param seed of the resampling
 * @param samples how many resamplings, 100 or more
 */
public record Bootstrap(long seed, int samples) {
  private static final double TAIL = 0.025;

  public Bootstrap {
    if (samples < 100) {
      throw new IllegalArgumentException("samples must be at least 100, got " + samples);
    }
  }

  /** 2,000 resamplings. */
  public static Bootstrap seeded(long seed) {
    return new Bootstrap(seed, 2_000);
  }

  /**
   * A mean and its 95 % interval.
   *
   * @param mean of the values
   * @param low the lower end
   * @param high the upper end
   */
  public record Interval(double mean, double low, double high) {}

  /** The interval of the values' mean; for paired differences, give the differences. */
  public Interval interval(double[] values) {
    if (values.length == 0) {
      return new Interval(Double.NaN, Double.NaN, Double.NaN);
    }
    var random = new SplittableRandom(seed);
    double[] means = new double[samples];
    for (int sample = 0; sample < samples; sample++) {
      double sum = 0;
      for (int i = 0; i < values.length; i++) {
        sum += values[random.nextInt(values.length)];
      }
      means[sample] = sum / values.length;
    }
    Arrays.sort(means);
    return new Interval(
        mean(values),
        means[(int) Math.floor(TAIL * samples)],
        means[(int) Math.ceil((1 - TAIL) * samples) - 1]);
  }

  /** The mean; not a number when there are no values. */
  public static double mean(double[] values) {
    return Arrays.stream(values).sum() / values.length;
  }
}
