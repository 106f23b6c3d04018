package dev.engram.internal.capture.time;

/**
 * A word, a run of digits, or a single mark.
 *
 * @param type which of them
 * @param start its first unit in the text
 * @param end the unit after its last
 * @param text it in lower case; empty for a word too long to be known
 * @param number its value, for digits; -1 for more digits than a date or a count has
 * @param spaced whether white space stands before it
 * @param capital whether it begins with a capital
 * @param entry what the lexicon knows of it
 */
record Token(
    Type type,
    int start,
    int end,
    String text,
    long number,
    boolean spaced,
    boolean capital,
    Lexicon.Entry entry) {

  /** What a token is. */
  enum Type {
    WORD,
    NUMBER,
    MARK,
    /** Before the first and after the last. */
    NONE
  }

  static Token none(int at) {
    return new Token(Type.NONE, at, at, "", -1, true, false, Lexicon.Entry.UNKNOWN);
  }

  boolean is(String word) {
    return text.equals(word) && !word.isEmpty();
  }

  boolean isNumber() {
    return type == Type.NUMBER;
  }

  boolean isWord() {
    return type == Type.WORD;
  }

  int digits() {
    return end - start;
  }

  /** Whether it is a number of at most two digits from {@code low} to {@code high}. */
  boolean within(int low, int high) {
    return isNumber() && digits() <= 2 && number >= low && number <= high;
  }

  /** Whether it is a year in four digits. */
  boolean isYear() {
    return isNumber() && digits() == 4 && number >= 1000 && number <= 2999;
  }

  @Override
  public String toString() {
    return "Token[" + start + "-" + end + "]";
  }
}
