package dev.engram.query;

/** How the best of a ranking are put into another order (spec §35.1). */
public enum RerankStrategy {
  /** They stay as they are. */
  NONE,
  /** By the sum of reciprocal ranks in each signal, k = 60 (Cormack et al., 2009). */
  RECIPROCAL_RANK,
  /** By maximal marginal relevance (Carbonell and Goldstein, 1998): what repeats waits. */
  MMR,
  /** By reciprocal ranks, then by maximal marginal relevance on those scores. */
  RECIPROCAL_RANK_THEN_MMR,
  /** By a {@link dev.engram.spi.Reranker}, which reads question and text together. */
  CROSS_ENCODER
}
