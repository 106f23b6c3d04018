package dev.engram.internal.capture.duplicate;

/**
 * Whether two texts say the same.
 *
 * @param sameness how sure and by what
 * @param reason in a few words, without any of the texts
 */
public record Verdict(Sameness sameness, String reason) {
  /** By what two texts are the same, if they are. */
  public enum Sameness {
    /** The same text, character for character. */
    SAME_EXACT,
    /**
     * The same but for case, punctuation, fillers, contractions, spelling variants, or one clear
     * typing error.
     */
    SAME_LEXICAL,
    /** Near in meaning, and the same but for order of clauses, degree, or listed synonyms. */
    SAME_SEMANTIC,
    /** Not known to be the same. */
    DIFFERENT
  }

  /** Whether the two may be stored as one. */
  public boolean same() {
    return sameness != Sameness.DIFFERENT;
  }

  static Verdict different(String reason) {
    return new Verdict(Sameness.DIFFERENT, reason);
  }
}
