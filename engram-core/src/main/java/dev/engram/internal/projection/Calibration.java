package dev.engram.internal.projection;

import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.List;
import java.util.Optional;

/**
 * Brings scores of one space to the scale of another, so that both can stand in one ranking.
 * Immutable, thread-safe.
 *
 * <p>What a score means differs by model: two unrelated sentences have a cosine of .6 under one and
 * of .1 under another, and their spread differs as much; and it differs by question, since some lie
 * nearer to everything than others. So the same memories, drawn evenly, are held in both spaces,
 * and each question is scored against all of them in both. A score is then moved linearly so that
 * mean and deviation agree: what stands out from the sample by so many deviations in one space does
 * so in the other. A linear map keeps the order within a space.
 */
public final class Calibration {
  /** Fewer memories say too little: their mean would be off by a quarter of a deviation. */
  public static final int FEWEST = 16;

  private final VectorSpace from;
  private final VectorSpace to;
  private final List<float[]> old;
  private final List<float[]> next;

  private Calibration(VectorSpace from, VectorSpace to, List<float[]> old, List<float[]> next) {
    this.from = from;
    this.to = to;
    this.old = old;
    this.next = next;
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
    if (old.size() != next.size() || old.size() < FEWEST) {
      return Optional.empty();
    }
    return Optional.of(
        new Calibration(
            from,
            to,
            old.stream().map(from::admit).toList(),
            next.stream().map(to::admit).toList()));
  }

  /**
   * The scale of one question. Cost: a dot product for each memory of the sample in each space.
   *
   * @param inOld the question's vector in the one space
   * @param inNext its vector in the other
   */
  public Scale of(float[] inOld, float[] inNext) {
    return new Scale(Spread.of(from, old, inOld), Spread.of(to, next, inNext), most(to.metric()));
  }

  private static float most(Metric metric) {
    return switch (metric) {
      case COSINE -> 1;
      case DOT -> Float.MAX_VALUE;
      case EUCLIDEAN, HAMMING -> 0;
    };
  }

  /**
   * How the scores of a sample lie.
   *
   * @param mean their mean
   * @param deviation their standard deviation
   */
  public record Spread(double mean, double deviation) {
    private static Spread of(VectorSpace space, List<float[]> sample, float[] question) {
      float[] admitted = space.admit(question);
      double sum = 0;
      double squares = 0;
      for (float[] one : sample) {
        double score = score(space.metric(), admitted, one);
        sum += score;
        squares += score * score;
      }
      double mean = sum / sample.size();
      return new Spread(mean, Math.sqrt(Math.max(0, squares / sample.size() - mean * mean)));
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
   * Moves scores of one question.
   *
   * @param from how they lie where they come from
   * @param to how they lie where they go
   * @param most the largest score there is there
   */
  public record Scale(Spread from, Spread to, float most) {
    private static final double FLAT = 1e-6;

    /** A score of the one space on the scale of the other. Rising with the score. */
    public float apply(float score) {
      double above = score - from.mean();
      double deviations = from.deviation() > FLAT ? above / from.deviation() : above;
      return (float) Math.min(most, to.mean() + deviations * to.deviation());
    }
  }
}
