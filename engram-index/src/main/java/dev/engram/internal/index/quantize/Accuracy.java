package dev.engram.internal.index.quantize;

import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;

/**
 * Measures what quantizers lose on given vectors and queries: the exact answers are found once, by
 * comparing everything with everything, then each quantizer is held against them. Thread-safe.
 */
public final class Accuracy {
  private final Metric metric;
  private final float[][] vectors;
  private final float[][] queries;
  private final float[][] exact;
  private final int[][] truth;

  private Accuracy(Metric metric, float[][] vectors, float[][] queries, int k) {
    this.metric = metric;
    this.vectors = vectors;
    this.queries = queries;
    this.exact = new float[queries.length][vectors.length];
    this.truth = new int[queries.length][];
    for (int query = 0; query < queries.length; query++) {
      for (int i = 0; i < vectors.length; i++) {
        exact[query][i] = metric.score(queries[query], vectors[i]);
      }
      truth[query] = best(exact[query], k);
    }
  }

  /**
   * Finds the exact answers. Cost: one score a query and vector, and four bytes of memory.
   *
   * @param vectors as {@link VectorSpace#admit} returned them, at least one; not changed or kept
   * @param queries likewise
   * @param k how many answers count, usually 10
   */
  public static Accuracy on(VectorSpace space, float[][] vectors, float[][] queries, int k) {
    Checked.atLeastOne(vectors.length, "vectors");
    Checked.atLeastOne(queries.length, "queries");
    Checked.atLeastOne(k, "k");
    return new Accuracy(
        space.metric(), vectors.clone(), queries.clone(), Math.min(k, vectors.length));
  }

  /**
   * What a quantizer loses.
   *
   * @param kind which kind it is
   * @param bytesPerVector its bytes a vector
   * @param recallByCodes share of the exact answers among as many best by codes alone, 0 to 1
   * @param recallRescored the same when the best by codes are ranked by their full vectors
   * @param rescored how many best by codes that were
   * @param scoreError mean of the absolute differences of scores, over all pairs
   * @param squaredError mean squared distance of a vector and its decoded code
   */
  public record Figures(
      CodeKind kind,
      int bytesPerVector,
      double recallByCodes,
      double recallRescored,
      int rescored,
      double scoreError,
      double squaredError) {}

  /**
   * Measures a quantizer of the same space.
   *
   * @param rescored how many best by codes are ranked anew by full vectors
   */
  public Figures of(Quantizer quantizer, int rescored) {
    int bytes = quantizer.bytesPerVector();
    byte[] codes = new byte[Math.multiplyExact(bytes, vectors.length)];
    double squaredError = 0;
    for (int i = 0; i < vectors.length; i++) {
      quantizer.encode(vectors[i], codes, i * bytes);
      float[] decoded = quantizer.decode(codes, i * bytes);
      squaredError += Kernels.active().squaredDistance(vectors[i], 0, decoded, 0, decoded.length);
    }
    double scoreError = 0;
    long byCodes = 0;
    long found = 0;
    long wanted = 0;
    float[] scores = new float[vectors.length];
    for (int query = 0; query < queries.length; query++) {
      Quantizer.Scorer scorer = quantizer.scorer(queries[query]);
      for (int i = 0; i < vectors.length; i++) {
        scores[i] = scorer.score(codes, i * bytes);
        scoreError += Math.abs(scores[i] - exact[query][i]);
      }
      float worst = exact[query][truth[query][truth[query].length - 1]];
      int[] ranked = best(scores, Math.max(rescored, truth[query].length));
      wanted += truth[query].length;
      byCodes += asGood(ranked, truth[query].length, query, worst);
      found += Math.min(truth[query].length, asGood(ranked, rescored, query, worst));
    }
    double pairs = (double) queries.length * vectors.length;
    return new Figures(
        quantizer.kind(),
        bytes,
        (double) byCodes / wanted,
        (double) found / wanted,
        rescored,
        scoreError / pairs,
        squaredError / vectors.length);
  }

  /** How many of the first {@code count} are as good as the worst exact answer: ties count. */
  private long asGood(int[] ranked, int count, int query, float worst) {
    return Arrays.stream(ranked).limit(count).filter(i -> exact[query][i] >= worst).count();
  }

  /** The places of the largest scores, largest first, ties by smaller place. */
  private static int[] best(float[] scores, int count) {
    long[] keys = new long[scores.length];
    for (int i = 0; i < keys.length; i++) {
      int bits = Float.floatToIntBits(scores[i]);
      int sortable = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
      keys[i] = ((long) ~sortable << 32) | i;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).limit(count).mapToInt(key -> (int) key).toArray();
  }

  /** How two vectors are compared here. */
  public Metric metric() {
    return metric;
  }
}
