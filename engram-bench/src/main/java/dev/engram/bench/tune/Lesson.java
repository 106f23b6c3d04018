package dev.engram.bench.tune;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A question with what each signal said of each candidate, and which candidates answer it.
 *
 * @param set the set it is from
 * @param conversation the conversation it is asked of; folds keep it whole
 * @param signals shape {@code [candidates][signals]}
 * @param texts which text each candidate is a piece of, shape {@code [candidates]}
 * @param gold whether it answers, shape {@code [candidates]}
 * @param answers how many texts answer, found or not; one or more
 */
@SuppressWarnings("ArrayRecordComponent") // matrices
public record Lesson(
    String set,
    String conversation,
    float[][] signals,
    String[] texts,
    boolean[] gold,
    int answers) {
  private static final int FIRST = 10;

  /**
   * How well weights rank.
   *
   * @param recall of the first ten
   * @param ndcg of the first ten
   * @param any whether an answer is among the first five, as 0 or 1
   */
  public record Score(double recall, double ndcg, double any) {}

  /** The score of these weights, shape {@code [signals]}. */
  public Score score(double[] weights) {
    double[] sums = sums(weights);
    Set<String> seen = new HashSet<>();
    double found = 0;
    double gain = 0;
    double any = 0;
    int[] order =
        IntStream.range(0, sums.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> sums[i]).reversed())
            .mapToInt(Integer::intValue)
            .toArray();
    for (int i = 0; i < order.length && seen.size() < FIRST; i++) {
      if (seen.add(texts[order[i]]) && gold[order[i]]) {
        found++;
        gain += discount(seen.size());
        any = seen.size() <= FIRST / 2 ? 1 : any;
      }
    }
    return new Score(found / answers, gain / ideal(), any);
  }

  double[] sums(double[] weights) {
    double[] sums = new double[signals.length];
    Arrays.setAll(sums, i -> dot(signals[i], weights));
    return sums;
  }

  private static double dot(float[] values, double[] weights) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += values[i] * weights[i];
    }
    return sum;
  }

  /** The most that can be gained. */
  double ideal() {
    double ideal = 0;
    for (int rank = 1; rank <= Math.min(FIRST, answers); rank++) {
      ideal += discount(rank);
    }
    return ideal;
  }

  static double discount(double rank) {
    return Math.log(2) / Math.log(1 + rank);
  }
}
