package dev.engram.bench.answerable;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The area under the ROC curve: how likely a positive example scores above a negative one, ties
 * counting half. Stateless.
 */
final class Auroc {
  private static final int SAMPLES = 1_000;
  private static final double TAIL = 0.025;

  private Auroc() {}

  /**
   * The area and its 95 % interval by resampling positives and negatives.
   *
   * @param value of the examples as they are
   */
  record Area(double value, double low, double high) {}

  static Area of(double[] positives, double[] negatives, long seed) {
    var random = new SplittableRandom(seed);
    double[] areas = new double[SAMPLES];
    for (int i = 0; i < SAMPLES; i++) {
      areas[i] = value(drawn(positives, random), drawn(negatives, random));
    }
    Arrays.sort(areas);
    return new Area(
        value(positives, negatives),
        areas[(int) (TAIL * SAMPLES)],
        areas[(int) ((1 - TAIL) * SAMPLES) - 1]);
  }

  private static double[] drawn(double[] from, SplittableRandom random) {
    double[] drawn = new double[from.length];
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] = from[random.nextInt(from.length)];
    }
    return drawn;
  }

  static double value(double[] positives, double[] negatives) {
    double[] sorted = negatives.clone();
    Arrays.sort(sorted);
    double wins = 0;
    for (double score : positives) {
      int below = first(sorted, score, false);
      wins += below + (first(sorted, score, true) - below) / 2.0;
    }
    return wins / ((double) positives.length * negatives.length);
  }

  /** How many are below a score, or not above it. */
  private static int first(double[] sorted, double score, boolean beyond) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] < score || (beyond && sorted[middle] == score)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
