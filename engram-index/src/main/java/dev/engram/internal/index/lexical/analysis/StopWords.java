package dev.engram.internal.index.lexical.analysis;

/** What becomes of English function words. */
public enum StopWords {
  /** They are words like any other. */
  KEPT,
  /** Indexed, but a query uses them only when it has no other words. */
  DROPPED_FROM_QUERIES,
  /** Neither indexed nor searched: a smaller index that cannot answer a query of stop words. */
  DROPPED
}
