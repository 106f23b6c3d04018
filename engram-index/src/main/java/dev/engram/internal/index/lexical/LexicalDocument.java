package dev.engram.internal.index.lexical;

/**
 * The words of one memory.
 *
 * @param ordinal zero or more
 * @param text its own words, not blank; the first 262,144 characters are indexed
 * @param who names of speakers and subjects, found as the text is; may be empty
 */
public record LexicalDocument(int ordinal, String text, String who) {
  public LexicalDocument {
    if (ordinal < 0) {
      throw new IllegalArgumentException("ordinal must be at least 0, got " + ordinal);
    }
    if (text.isBlank()) {
      throw new IllegalArgumentException("text of ordinal " + ordinal + " is blank");
    }
  }

  /** A document of its own words only. */
  public static LexicalDocument of(int ordinal, String text) {
    return new LexicalDocument(ordinal, text, "");
  }

  @Override
  public String toString() {
    return "LexicalDocument[" + ordinal + "]";
  }
}
