package dev.engram.internal.index.lexical;

/**
 * Words to look for. There is no query syntax: every sign is text.
 *
 * @param text anything, empty included; the first 32,768 characters are read
 * @param scoring how to score
 */
public record LexicalQuery(String text, Scoring scoring) {
  /** With {@link Scoring#defaults()}. */
  public static LexicalQuery of(String text) {
    return new LexicalQuery(text, Scoring.defaults());
  }
}
