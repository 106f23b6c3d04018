package dev.engram.internal.index.lexical;

/**
 * What a search found, best first, ties by smaller ordinal.
 *
 * @param ordinals distinct ordinals, shape {@code [found]}
 * @param scores one per ordinal, above zero, not increasing, shape {@code [found]}
 * @param droppedTerms how many distinct terms of the query were left out for want of room, 0 or
 *     more
 * @param noTerms whether the query held nothing to search for: only signs and spaces, or nothing
 */
@SuppressWarnings("ArrayRecordComponent") // two parallel arrays are the point on this hot path
public record LexicalHits(int[] ordinals, float[] scores, int droppedTerms, boolean noTerms) {
  public LexicalHits {
    if (ordinals.length != scores.length) {
      throw new IllegalArgumentException(
          "as many scores as ordinals, got " + scores.length + " and " + ordinals.length);
    }
  }

  /** Nothing found. */
  static LexicalHits none(int droppedTerms) {
    return new LexicalHits(new int[0], new float[0], droppedTerms, false);
  }

  /** Nothing to search for. */
  static LexicalHits withoutTerms() {
    return new LexicalHits(new int[0], new float[0], 0, true);
  }

  /** How many were found. */
  public int size() {
    return ordinals.length;
  }
}
