package dev.engram.internal.recall.dedup;

import java.text.Normalizer;

/**
 * A text without what does not change what it says: case, blanks, and the marks that separate
 * sentences. Letters, digits, symbols, marks inside words and question marks stay, so "C++", "3.5"
 * and "Ana moved?" are not "C", "35" and "Ana moved".
 */
final class PlainWords {
  private PlainWords() {}

  /** The words of a text, one blank between two; of a text of marks alone, the text itself. */
  static String of(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFKC);
    var out = new StringBuilder(normal.length());
    int from = 0;
    while (from < normal.length()) {
      int to = from;
      while (to < normal.length() && !Character.isWhitespace(normal.charAt(to))) {
        to++;
      }
      addWord(normal, from, to, out);
      from = to + 1;
    }
    return out.isEmpty() ? normal.strip() : out.toString();
  }

  private static void addWord(String text, int start, int end, StringBuilder out) {
    int from = start;
    int to = end;
    while (from < to && separates(text.charAt(from))) {
      from++;
    }
    while (to > from && separates(text.charAt(to - 1))) {
      to--;
    }
    if (from == to) {
      return;
    }
    if (!out.isEmpty()) {
      out.append(' ');
    }
    for (int i = from; i < to; ) {
      int point = text.codePointAt(i);
      out.appendCodePoint(Character.toLowerCase(point));
      i += Character.charCount(point);
    }
  }

  private static boolean separates(char mark) {
    return switch (Character.getType(mark)) {
      case Character.START_PUNCTUATION,
          Character.END_PUNCTUATION,
          Character.INITIAL_QUOTE_PUNCTUATION,
          Character.FINAL_QUOTE_PUNCTUATION ->
          true;
      default -> "\"'.,;:!".indexOf(mark) >= 0;
    };
  }
}
