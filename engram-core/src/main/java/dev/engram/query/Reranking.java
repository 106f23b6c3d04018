package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import java.time.Duration;

/**
 * How the best of a ranking are put into another order before the answer is cut to its limit.
 *
 * @param strategy by what
 * @param depth how many of the best are ordered anew, 2 to 500; those behind stay behind
 * @param lambda for maximal marginal relevance: the share of relevance, 0 to 1, against novelty
 * @param timeout for a cross-encoder: how long the answer waits for it, 1 ms to 60 s
 */
public record Reranking(RerankStrategy strategy, int depth, double lambda, Duration timeout) {
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofSeconds(60);

  public Reranking {
    if (depth < 2 || depth > 500) {
      throw InvalidInputException.option("rerank.depth", "must be 2 to 500, got " + depth);
    }
    if (!(lambda >= 0 && lambda <= 1)) {
      throw InvalidInputException.option("rerank.lambda", "must be 0 to 1, got " + lambda);
    }
    if (timeout.compareTo(SHORTEST) < 0 || timeout.compareTo(LONGEST) > 0) {
      throw InvalidInputException.option(
          "rerank.timeout", "must be 1 ms to 60 s, got " + timeout.toMillis() + " ms");
    }
  }

  /** Leaves the order as it is; what the measurement in {@code docs/benchmarks.md} chose. */
  public static Reranking none() {
    return by(RerankStrategy.NONE);
  }

  /** By this strategy: the best 50, lambda 0.7, at most 250 ms. */
  public static Reranking by(RerankStrategy strategy) {
    return new Reranking(strategy, 50, 0.7, Duration.ofMillis(250));
  }

  /** Orders so many anew. */
  public Reranking withDepth(int most) {
    return new Reranking(strategy, most, lambda, timeout);
  }

  /** Weighs relevance so against novelty. */
  public Reranking withLambda(double share) {
    return new Reranking(strategy, depth, share, timeout);
  }

  /** Waits so long for a cross-encoder. */
  public Reranking withTimeout(Duration most) {
    return new Reranking(strategy, depth, lambda, most);
  }
}
