package dev.engram.internal.index.lexical.analysis;

/**
 * One index term of a text, before stop words and stems.
 *
 * @param term folded and in lower case, never empty
 * @param advance positions after the token before: 0 for another reading of the same place
 * @param exact whether the term has signs or digits in it, so that it is no word to stem or to stop
 */
record Token(String term, int advance, boolean exact) {
  @Override
  public String toString() {
    return "Token";
  }
}
