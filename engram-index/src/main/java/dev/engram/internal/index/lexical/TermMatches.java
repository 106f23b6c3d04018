package dev.engram.internal.index.lexical;

import java.util.List;

/**
 * Where the terms of a query stand, for a caller that scores by itself. It tells nothing of
 * documents that the filter refused, and depends on what the index holds alone.
 *
 * @param terms one entry a distinct term of the query, in order of appearance, known to the index
 *     or not
 * @param droppedTerms how many distinct terms were left out for want of room
 * @param noTerms whether the query held nothing to search for: only signs and spaces, or nothing
 */
public record TermMatches(List<TermMatch> terms, int droppedTerms, boolean noTerms) {
  public TermMatches {
    terms = List.copyOf(terms);
  }

  /**
   * Where one term stands.
   *
   * @param term as the analyzer gives it
   * @param ordinals of allowed documents that hold it, distinct, in no order, shape {@code [found]}
   * @param frequencies how often, summed over text and names, shape {@code [found]}
   */
  @SuppressWarnings("ArrayRecordComponent") // two parallel arrays are the point on this hot path
  public record TermMatch(String term, int[] ordinals, float[] frequencies) {
    @Override
    public String toString() {
      return "TermMatch";
    }
  }
}
