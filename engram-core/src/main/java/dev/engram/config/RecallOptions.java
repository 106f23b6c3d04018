package dev.engram.config;

import dev.engram.fault.InvalidInputException;

/**
 * How signals are weighed. The defaults come from the ablation in {@code docs/benchmarks.md}; they
 * are one set for every kind of text.
 *
 * @param fusion how signals become one ranking
 * @param lexicalWeight weight of the lexical signal, 0 (off) to 10
 * @param semanticWeight weight of the semantic signal, 0 (off) to 10
 * @param candidates how many memories each signal may propose, 10 to 10,000
 */
public record RecallOptions(
    Fusion fusion, double lexicalWeight, double semanticWeight, int candidates) {
  /** How signals become one ranking. */
  public enum Fusion {
    /** Weighted sum of normalised scores. */
    CONVEX,
    /** Weighted reciprocal rank fusion with k = 60 (Cormack et al., 2009). */
    RECIPROCAL_RANK
  }

  public RecallOptions {
    requireWeight("recall.lexicalWeight", lexicalWeight);
    requireWeight("recall.semanticWeight", semanticWeight);
    if (candidates < 10 || candidates > 10_000) {
      throw InvalidInputException.option(
          "recall.candidates", "must be 10 to 10000, got " + candidates);
    }
  }

  /** What the ablation chose. */
  public static RecallOptions defaults() {
    return new RecallOptions(Fusion.CONVEX, 1.5, 2, 200);
  }

  private static void requireWeight(String field, double weight) {
    if (!(weight >= 0 && weight <= 10)) {
      throw InvalidInputException.option(field, "must be 0 to 10, got " + weight);
    }
  }
}
