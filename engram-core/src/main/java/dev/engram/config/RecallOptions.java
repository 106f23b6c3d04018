package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import dev.engram.query.Reranking;

/**
 * How signals are weighed. The defaults come from the ablation in {@code docs/benchmarks.md}; they
 * are one set for every kind of text. A weight of zero turns its signal off.
 *
 * @param fusion how signals become one ranking
 * @param lexical weight of the lexical signal, 0 to 10
 * @param semantic weight of the semantic signal, 0 to 10
 * @param date weight of a memory's own time under a query that names a date, 0 to 10
 * @param brevity what a memory without content words loses, 0 to 10
 * @param neighbours whether the turns around a short turn lend it their words
 * @param facts whether facts speak for the episodes they were found in
 * @param candidates how many memories each signal may propose, 10 to 10,000; as many as the query's
 *     limit in any case
 * @param reranking how the best are put into another order, unless the query says how
 */
public record RecallOptions(
    Fusion fusion,
    double lexical,
    double semantic,
    double date,
    double brevity,
    boolean neighbours,
    boolean facts,
    int candidates,
    Reranking reranking) {
  /** How signals become one ranking. */
  public enum Fusion {
    /** Weighted sum of scores that each have a scale of their own. */
    CONVEX,
    /** Weighted reciprocal rank fusion with k = 60 (Cormack et al., 2009). */
    RECIPROCAL_RANK
  }

  public RecallOptions {
    requireWeight("recall.lexical", lexical);
    requireWeight("recall.semantic", semantic);
    requireWeight("recall.date", date);
    requireWeight("recall.brevity", brevity);
    if (candidates < 10 || candidates > 10_000) {
      throw InvalidInputException.option(
          "recall.candidates", "must be 10 to 10000, got " + candidates);
    }
  }

  /** What the ablation chose. */
  public static RecallOptions defaults() {
    return new RecallOptions(Fusion.CONVEX, 1.5, 2, 0.3, 0.15, true, true, 200, Reranking.none());
  }

  /** Fuses so. */
  public RecallOptions withFusion(Fusion how) {
    return new RecallOptions(how, lexical, semantic, date, brevity, neighbours, facts, candidates, reranking);
  }

  /** Weighs the two main signals so. */
  public RecallOptions withWeights(double words, double meaning) {
    return new RecallOptions(fusion, words, meaning, date, brevity, neighbours, facts, candidates, reranking);
  }

  /** Weighs dates so. */
  public RecallOptions withDate(double weight) {
    return new RecallOptions(
        fusion, lexical, semantic, weight, brevity, neighbours, facts, candidates, reranking);
  }

  /** Penalises brevity so. */
  public RecallOptions withBrevity(double penalty) {
    return new RecallOptions(
        fusion, lexical, semantic, date, penalty, neighbours, facts, candidates, reranking);
  }

  /** Judges each turn by its own words alone. */
  public RecallOptions withoutNeighbours() {
    return new RecallOptions(fusion, lexical, semantic, date, brevity, false, facts, candidates, reranking);
  }

  /** Judges each episode by its own words alone, whatever facts were found in it. */
  public RecallOptions withoutFacts() {
    return new RecallOptions(
        fusion, lexical, semantic, date, brevity, neighbours, false, candidates, reranking);
  }

  /** Lets each signal propose this many. */
  public RecallOptions withCandidates(int most) {
    return new RecallOptions(fusion, lexical, semantic, date, brevity, neighbours, facts, most, reranking);
  }

  /** Puts the best into another order so. */
  public RecallOptions withReranking(Reranking how) {
    return new RecallOptions(
        fusion, lexical, semantic, date, brevity, neighbours, facts, candidates, how);
  }

  private static void requireWeight(String field, double weight) {
    if (!(weight >= 0 && weight <= 10)) {
      throw InvalidInputException.option(field, "must be 0 to 10, got " + weight);
    }
  }
}
