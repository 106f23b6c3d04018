package dev.engram.internal.projection;

import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.List;
import java.util.Optional;

/**
 * Brings scores of one space to the scale of another, so that both can stand in one ranking.
 * Immutable.
 *
 * <p>What a score means differs by model: two unrelated sentences have a cosine of .6 under one and
 * of .1 under another, and their spread differs as much. So the same memories are sampled in both
 * spaces, all their pairs are scored, and a score is moved linearly so that mean and deviation of
 * the pairs agree: as many deviations above the unrelated in one space as in the other. A linear
 * map keeps the order within a space.
 *
 * @param from scale of the scores that come in
 * @param to scale of the scores that go out
 * @param most the largest score there is
 */
public record Calibration(Scale from, Scale to, float most) {
  /** Fewer memories say too little: their pairs would have an error of a third of a deviation. */
  public static final int FEWEST = 16;

  private static final double FLAT = 1e-6;

  /**
   * How scores of pairs by lot are spread.
   *
   * @param mean their mean
   * @param deviation their standard deviation
   */
  public record Scale(double mean, double deviation) {
    static Scale of(VectorSpace space, List<float[]> vectors) {
      List<float[]> admitted = vectors.stream().map(space::admit).toList();
      double sum = 0;
      double squares = 0;
      int pairs = 0;
      for (int i = 0; i < admitted.size(); i++) {
        for (int j = 0; j < i; j++) {
          double score = score(space.metric(), admitted.get(i), admitted.get(j));
          sum += score;
          squares += score * score;
          pairs++;
        }
      }
      double mean = sum / pairs;
      return new Scale(mean, Math.sqrt(Math.max(0, squares / pairs - mean * mean)));
    }

    private static double score(Metric metric, float[] one, float[] other) {
      float dot = 0;
      float first = 0;
      float second = 0;
      for (int i = 0; i < one.length; i++) {
        dot += one[i] * other[i];
        first += one[i] * one[i];
        second += other[i] * other[i];
      }
      return metric.score(dot, first, second);
    }
  }

  /**
   * From the same memories in two spaces.
   *
   * @param old their vectors in the one
   * @param next their vectors in the other, in the same order
   * @return nothing if there are fewer than {@link #FEWEST}
   */
  public static Optional<Calibration> of(
      VectorSpace from, List<float[]> old, VectorSpace to, List<float[]> next) {
    if (old.size() < FEWEST || next.size() < FEWEST) {
      return Optional.empty();
    }
    float most =
        switch (to.metric()) {
          case COSINE -> 1;
          case DOT -> Float.MAX_VALUE;
          case EUCLIDEAN, HAMMING -> 0;
        };
    return Optional.of(new Calibration(Scale.of(from, old), Scale.of(to, next), most));
  }

  /** A score of the one space on the scale of the other. Rising with the score. */
  public float apply(float score) {
    double deviations =
        from.deviation() > FLAT ? (score - from.mean()) / from.deviation() : score - from.mean();
    return (float) Math.min(most, to.mean() + deviations * to.deviation());
  }
}
