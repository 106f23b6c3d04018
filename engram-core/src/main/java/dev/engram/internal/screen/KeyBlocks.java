package dev.engram.internal.screen;

import java.util.List;

/** Private keys in PEM's armour, also where the end was cut off or line ends are escaped. */
final class KeyBlocks {
  private static final String BEGIN = "-----BEGIN ";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String END = "-----END ";
  private static final int LONGEST_LABEL = 64;
  private static final int LONGEST_BLOCK = 65_536;

  private KeyBlocks() {}

  static void find(String text, List<Finding> found) {
    int at = text.indexOf(BEGIN);
    while (at >= 0) {
      int labelEnd = text.indexOf("-----", at + BEGIN.length(), bound(text, at, LONGEST_LABEL));
      int next = at + BEGIN.length();
      if (labelEnd > 0 && text.substring(at, labelEnd).contains(PRIVATE)) {
        int end = end(text, labelEnd + 5);
        found.add(new Finding(at, end, "private-key"));
        next = end;
      }
      at = text.indexOf(BEGIN, next);
    }
  }

  /** After the closing line, or after the last character that a key's body may hold. */
  private static int end(String text, int from) {
    int limit = bound(text, from, LONGEST_BLOCK);
    int close = text.indexOf(END, from, limit);
    if (close >= 0) {
      int dashes = text.indexOf("-----", close + END.length(), bound(text, close, LONGEST_LABEL));
      return dashes >= 0 ? dashes + 5 : close + END.length();
    }
    int end = from;
    int words = from;
    while (end < limit && body(text.charAt(end))) {
      if (text.charAt(end) > ' ') {
        words = end + 1;
      }
      end++;
    }
    return words;
  }

  private static boolean body(char unit) {
    return Ascii.letterOrDigit(unit) || "+/=\\\r\n\t :,-".indexOf(unit) >= 0;
  }

  private static int bound(String text, int from, int most) {
    return Math.min(text.length(), from + BEGIN.length() + most);
  }
}
