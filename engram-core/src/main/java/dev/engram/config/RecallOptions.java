package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import dev.engram.query.Reranking;
import java.util.EnumSet;
import java.util.Set;

/**
 * How signals are weighed. The defaults were fitted by {@code engram eval tune} and are compared in
 * {@code docs/benchmarks.md}; they are one set for every kind of text.
 *
 * @param fusion how signals become one ranking
 * @param weights what each signal counts for in a sum
 * @param neighbours whether the turns around a short turn lend it their words
 * @param facts whether facts speak for the episodes they were found in
 * @param sides whether a question that compares is asked once for each of its sides as well
 * @param hybrid how far the plan's share of words moves the weights of words and meaning: 0 not at
 *     all, 1 as far as it says
 * @param candidates how many memories each signal may propose, 10 to 10,000; as many as the query's
 *     limit in any case
 * @param reranking how the best are put into another order, unless the query says how
 */
public record RecallOptions(
    Fusion fusion,
    SignalWeights weights,
    boolean neighbours,
    boolean facts,
    boolean sides,
    double hybrid,
    int candidates,
    Reranking reranking) {
  /**
   * What links count for. Not fitted, for no labelled set has any; so much brings a memory without
   * a word of the question, but linked with the best answer, among the first ten.
   */
  private static final double LINKED = 1.5;

  /** What being a procedure counts for where one is expected. Not fitted, for the same reason. */
  private static final double EXPECTED = 0.5;

  private static final Set<Signal> WORDS =
      EnumSet.of(Signal.LEXICAL, Signal.LEXICAL_LONG, Signal.LEXICAL_BEST, Signal.PAIRS);
  private static final Set<Signal> MEANING =
      EnumSet.of(
          Signal.SEMANTIC,
          Signal.SEMANTIC_RANK,
          Signal.SEMANTIC_OVERVIEW,
          Signal.FACT,
          Signal.BEFORE,
          Signal.AFTER);

  /** How signals become one ranking. */
  public enum Fusion {
    /** Weighted sum of scores that each have a scale of their own. */
    CONVEX,
    /**
     * Weighted reciprocal rank fusion of words and meaning alone, with k = 60 (Cormack et al.,
     * 2009).
     */
    RECIPROCAL_RANK
  }

  public RecallOptions {
    if (!(hybrid >= 0 && hybrid <= 1)) {
      throw InvalidInputException.option("recall.hybrid", "must be 0 to 1, got " + hybrid);
    }
    if (candidates < 10 || candidates > 10_000) {
      throw InvalidInputException.option(
          "recall.candidates", "must be 10 to 10000, got " + candidates);
    }
  }

  /** What was fitted, and what links and procedures count for, which no set can tell. */
  public static RecallOptions defaults() {
    return new RecallOptions(
        Fusion.CONVEX,
        FittedWeights.all().with(Signal.GRAPH, LINKED).with(Signal.PROCEDURE, EXPECTED),
        true,
        true,
        false,
        0,
        200,
        Reranking.none());
  }

  /** Whether words are searched for: whether any signal of theirs counts. */
  public boolean words() {
    return WORDS.stream().anyMatch(signal -> weights.of(signal) != 0);
  }

  /** Whether meaning is searched for: whether any signal of its counts. */
  public boolean meaning() {
    return MEANING.stream().anyMatch(signal -> weights.of(signal) != 0);
  }

  /** Fuses so. */
  public RecallOptions withFusion(Fusion how) {
    return new RecallOptions(how, weights, neighbours, facts, sides, hybrid, candidates, reranking);
  }

  /** Weighs signals so. */
  public RecallOptions withWeights(SignalWeights other) {
    return new RecallOptions(
        fusion, other, neighbours, facts, sides, hybrid, candidates, reranking);
  }

  /** Weighs one signal so. */
  public RecallOptions with(Signal signal, double weight) {
    return withWeights(weights.with(signal, weight));
  }

  /**
   * Multiplies what words and what meaning count for.
   *
   * @param words 0 to 10; zero turns the search for words off
   * @param meaning 0 to 10; zero turns the search for meaning off
   */
  public RecallOptions withWeights(double words, double meaning) {
    requireFactor("recall.lexical", words);
    requireFactor("recall.semantic", meaning);
    SignalWeights scaled = weights;
    for (Signal signal : WORDS) {
      scaled = scaled.with(signal, words * scaled.of(signal));
    }
    for (Signal signal : MEANING) {
      scaled = scaled.with(signal, meaning * scaled.of(signal));
    }
    return withWeights(scaled);
  }

  /** Judges each turn by its own words alone. */
  public RecallOptions withoutNeighbours() {
    return new RecallOptions(fusion, weights, false, facts, sides, hybrid, candidates, reranking);
  }

  /** Judges each episode by its own words alone, whatever facts were found in it. */
  public RecallOptions withoutFacts() {
    return new RecallOptions(
        fusion, weights, neighbours, false, sides, hybrid, candidates, reranking);
  }

  /** Asks a question that compares once for each of its sides as well. */
  public RecallOptions withSides() {
    return new RecallOptions(
        fusion, weights, neighbours, facts, true, hybrid, candidates, reranking);
  }

  /** Lets the plan's share of words move the weights of words and meaning so far. */
  public RecallOptions withHybrid(double how) {
    return new RecallOptions(fusion, weights, neighbours, facts, sides, how, candidates, reranking);
  }

  /** Lets each signal propose this many. */
  public RecallOptions withCandidates(int most) {
    return new RecallOptions(fusion, weights, neighbours, facts, sides, hybrid, most, reranking);
  }

  /** Puts the best into another order so. */
  public RecallOptions withReranking(Reranking how) {
    return new RecallOptions(fusion, weights, neighbours, facts, sides, hybrid, candidates, how);
  }

  private static void requireFactor(String field, double factor) {
    if (!(factor >= 0 && factor <= 10)) {
      throw InvalidInputException.option(field, "must be 0 to 10, got " + factor);
    }
  }
}
