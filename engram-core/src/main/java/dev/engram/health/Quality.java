package dev.engram.health;

import java.time.Duration;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * How good recent answers were, as far as the engine can tell: over at most the last hundred
 * recalls in the present vector space, those of earlier sessions included. No content.
 *
 * @param recalls how many recalls these figures are of
 * @param relevancy mean relevance of what was answered, 0 to 1
 * @param lift how much nearer the best answers of the last ten recalls are to their questions than
 *     unrelated memories are to each other, as a share of the way to a perfect match: at or below 0
 *     the vectors find nothing; absent when fewer than ten recalls, or too few memories, could be
 *     measured
 * @param ndcg NDCG of the answers that were judged, against those judgements
 * @param judged how many were
 * @param candidates mean number of candidates
 * @param took mean time
 * @param degraded how many were degraded
 * @param strategies how many were answered in which way
 */
public record Quality(
    int recalls,
    double relevancy,
    OptionalDouble lift,
    OptionalDouble ndcg,
    int judged,
    double candidates,
    Duration took,
    int degraded,
    Map<String, Integer> strategies) {
  public Quality {
    strategies = Map.copyOf(strategies);
  }
}
