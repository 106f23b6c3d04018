package dev.engram.internal.index.vector;

/** How two vectors are compared. Every metric yields a score where larger means nearer. */
public enum Metric {
  /** Cosine similarity in [-1, 1]; vectors are normalised when they enter. */
  COSINE,
  /** Inner product, unbounded. */
  DOT,
  /** Negated squared Euclidean distance, at most zero. */
  EUCLIDEAN
}
