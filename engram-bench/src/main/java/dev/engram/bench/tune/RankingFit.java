package dev.engram.bench.tune;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Fits the weights of a sum of signals to lessons.
 *
 * <p>First a listwise logistic loss, which is convex: each answer is to win against all candidates
 * that are none (after Cao et al., "Learning to Rank: From Pairwise Approach to Listwise Approach",
 * 2007). From there, a smooth form of what is wanted: NDCG and recall of the first ten, with ranks
 * counted by sigmoids (Qin, Liu and Li, "A General Approximation Framework for Direct Optimization
 * of Information Retrieval Measures", 2010). Both with a ridge on the weights of standardised
 * signals, and with every set counting the same. Climbing the measures themselves, weight by
 * weight, fits the lessons better and others worse.
 *
 * <p>Deterministic. For one thread.
 */
public final class RankingFit {
  private static final double LISTWISE_RIDGE = 0.004;
  private static final double SMOOTH_RIDGE = 0.004;
  private static final int LISTWISE_STEPS = 150;
  private static final int SMOOTH_STEPS = 200;
  private static final double LISTWISE_RATE = 0.05;
  private static final double SMOOTH_RATE = 0.02;

  /** How far apart scores must be to be surely apart. */
  private static final double SOFTNESS = 0.5;

  /** Where and how softly recall of the first ten is cut. */
  private static final double CUT = 9;

  private static final double CUT_SOFTNESS = 3;

  /** What recall counts for beside NDCG. */
  private static final double RECALL = 2;

  private final List<Lesson> lessons;
  private final double[] scale;
  private final Map<String, Double> share = new HashMap<>();

  private RankingFit(List<Lesson> lessons, boolean[] used) {
    this.lessons = lessons;
    this.scale = scale(lessons, used);
    lessons.forEach(lesson -> share.merge(lesson.set(), 1.0, Double::sum));
    share.replaceAll((set, count) -> 1 / count);
  }

  /**
   * The weights that were fitted, shape {@code [signals]}.
   *
   * @param lessons one or more
   * @param used which signals may count, shape {@code [signals]}; others get zero
   */
  public static double[] of(List<Lesson> lessons, boolean[] used) {
    var fit = new RankingFit(lessons, used);
    double[] weights = new double[used.length];
    fit.descend(weights, LISTWISE_STEPS, LISTWISE_RATE, LISTWISE_RIDGE, RankingFit::listwise);
    fit.descend(weights, SMOOTH_STEPS, SMOOTH_RATE, SMOOTH_RIDGE, RankingFit::smooth);
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= fit.scale[i];
    }
    return weights;
  }

  /** One over each signal's deviation among the candidates of a question; zero if it is unused. */
  private static double[] scale(List<Lesson> lessons, boolean[] used) {
    double[] scale = new double[used.length];
    for (int signal = 0; signal < used.length; signal++) {
      double squares = 0;
      int count = 0;
      for (Lesson lesson : lessons) {
        double mean = 0;
        for (float[] row : lesson.signals()) {
          mean += row[signal] / lesson.signals().length;
        }
        for (float[] row : lesson.signals()) {
          squares += (row[signal] - mean) * (row[signal] - mean);
        }
        count += lesson.signals().length;
      }
      double deviation = Math.sqrt(squares / Math.max(1, count));
      scale[signal] = used[signal] && deviation > 1e-6 ? 1 / deviation : 0;
    }
    return scale;
  }

  /** What a lesson's loss gains with each candidate's score, written into {@code slopes}. */
  private interface Slope {
    void of(Lesson lesson, double[] sums, double[] slopes);
  }

  /** Steps of Adam (Kingma and Ba, 2015) with a rate that falls to zero. */
  private void descend(double[] weights, int steps, double rate, double ridge, Slope slope) {
    double[] mean = new double[weights.length];
    double[] square = new double[weights.length];
    for (int step = 1; step <= steps; step++) {
      double[] gradient = gradient(weights, ridge, slope);
      double now = rate * (1 - (step - 1.0) / steps);
      for (int i = 0; i < weights.length; i++) {
        mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
        square[i] = 0.99 * square[i] + 0.01 * gradient[i] * gradient[i];
        double corrected = Math.sqrt(square[i] / (1 - Math.pow(0.99, step))) + 1e-9;
        weights[i] -= now * mean[i] / (1 - Math.pow(0.9, step)) / corrected;
      }
    }
  }

  private double[] gradient(double[] weights, double ridge, Slope slope) {
    double[] gradient = new double[weights.length];
    double[] raw = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      gradient[i] = 2 * ridge * weights[i];
      raw[i] = weights[i] * scale[i];
    }
    for (Lesson lesson : lessons) {
      double[] slopes = new double[lesson.signals().length];
      slope.of(lesson, lesson.sums(raw), slopes);
      double counts = share.getOrDefault(lesson.set(), 0.0);
      for (int row = 0; row < slopes.length; row++) {
        if (slopes[row] != 0) {
          float[] values = lesson.signals()[row];
          double weight = counts * slopes[row];
          for (int i = 0; i < values.length; i++) {
            gradient[i] += weight * values[i] * scale[i];
          }
        }
      }
    }
    return gradient;
  }

  private static void listwise(Lesson lesson, double[] sums, double[] slopes) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double sum : sums) {
      highest = Math.max(highest, sum);
    }
    double others = 0;
    for (int i = 0; i < sums.length; i++) {
      others += lesson.gold()[i] ? 0 : Math.exp(sums[i] - highest);
    }
    double pull = 0;
    for (int i = 0; i < sums.length; i++) {
      if (lesson.gold()[i]) {
        double all = Math.exp(sums[i] - highest) + others + 1e-30;
        slopes[i] = -(others / all) / lesson.answers();
        pull += 1 / all / lesson.answers();
      }
    }
    for (int i = 0; i < sums.length; i++) {
      if (!lesson.gold()[i]) {
        slopes[i] = Math.exp(sums[i] - highest) * pull;
      }
    }
  }

  private static void smooth(Lesson lesson, double[] sums, double[] slopes) {
    double ideal = lesson.ideal();
    double[] near = new double[sums.length];
    for (int gold = 0; gold < sums.length; gold++) {
      if (!lesson.gold()[gold]) {
        continue;
      }
      double rank = 1;
      for (int i = 0; i < sums.length; i++) {
        double ahead = lesson.gold()[i] ? 0 : 1 / (1 + Math.exp((sums[gold] - sums[i]) / SOFTNESS));
        rank += ahead;
        near[i] = ahead * (1 - ahead) / SOFTNESS;
      }
      double log = Math.log(1 + rank);
      double within = 1 / (1 + Math.exp((rank - CUT) / CUT_SOFTNESS));
      double worse =
          Math.log(2) / ((1 + rank) * log * log) / ideal
              + RECALL * within * (1 - within) / CUT_SOFTNESS / lesson.answers();
      for (int i = 0; i < sums.length; i++) {
        slopes[i] += worse * near[i];
        slopes[gold] -= worse * near[i];
      }
    }
  }
}
