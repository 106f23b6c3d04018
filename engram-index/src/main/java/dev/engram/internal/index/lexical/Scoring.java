package dev.engram.internal.index.lexical;

/**
 * How a search scores. Immutable; needs no rebuild of the index, so every query may have its own.
 *
 * @param bm25 its constants
 * @param weights of the fields
 * @param combination of the fields
 * @param proximity extra score for neighbouring words; needs an index with positions
 */
public record Scoring(
    Bm25 bm25, FieldWeights weights, FieldCombination combination, Proximity proximity) {
  /** k1 1.2, b 0.75; text 1, context 0.3, who and when 0.5; summed; no proximity. */
  public static Scoring defaults() {
    return new Scoring(
        new Bm25(1.2f, 0.75f),
        new FieldWeights(1, 0.3f, 0.5f, 0.5f),
        FieldCombination.SUM,
        Proximity.OFF);
  }

  /** This with other weights. */
  public Scoring withWeights(FieldWeights other) {
    return new Scoring(bm25, other, combination, proximity);
  }
}
