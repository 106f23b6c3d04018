package dev.engram.internal.capture.word;

/**
 * One token of a text.
 *
 * @param start its first UTF-16 unit
 * @param end the unit after its last
 * @param kind what it is
 * @param text as it stands in the text
 * @param folded in lower case, apostrophes straight
 * @param opens whether a sentence, a line, a list item or a quotation starts with it, so that its
 *     capital says nothing
 * @param code whether it stands in a block of code
 */
public record Word(
    int start, int end, Kind kind, String text, String folded, boolean opens, boolean code) {
  /** What a token is. */
  public enum Kind {
    /** Letters, perhaps with digits, apostrophes, hyphens and dots inside. */
    WORD,
    /** Starts with a digit. */
    NUMBER,
    /** A web address. */
    URL,
    /** A mail address. */
    EMAIL,
    /** A file or folder. */
    PATH,
    /** {@code @name}. */
    HANDLE,
    /** A long run of characters that is no language: base64, minified code. */
    OPAQUE,
    /** One character that is none of the others. */
    MARK,
    /** The end of a line. */
    BREAK
  }

  /** Whether it is a word. */
  public boolean isWord() {
    return kind == Kind.WORD;
  }

  /** Whether it is a number. */
  public boolean isNumber() {
    return kind == Kind.NUMBER;
  }

  /** Whether it is this one character. */
  public boolean is(char mark) {
    return kind == Kind.MARK && text.charAt(0) == mark;
  }

  /** Whether its first letter is a capital. */
  public boolean capital() {
    return kind == Kind.WORD && Character.isUpperCase(text.codePointAt(0));
  }

  /** Whether it has at least two letters and no small one. */
  public boolean shouted() {
    int letters = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isLowerCase(c)) {
        return false;
      }
      letters += Character.isLetter(c) ? 1 : 0;
    }
    return letters >= 2;
  }

  /** Whether it ends in {@code 's} or {@code s'}. */
  public boolean possessive() {
    return folded.endsWith("'s") || folded.endsWith("s'");
  }

  /** {@link #folded} without a possessive ending. */
  public String stem() {
    return folded.endsWith("'s")
        ? folded.substring(0, folded.length() - 2)
        : folded.endsWith("s'") ? folded.substring(0, folded.length() - 1) : folded;
  }

  /** Where it ends without a possessive ending. */
  public int stemEnd() {
    return folded.endsWith("'s") ? end - 2 : folded.endsWith("s'") ? end - 1 : end;
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Word[" + kind + " at " + start + "]";
  }
}
