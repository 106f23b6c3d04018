package dev.engram.internal.capture.language;

/** Tells lines of prose from code, logs, tables and other lines that are no talk. Linear. */
final class Lines {
  private static final int LOOK = 2_000;

  private Lines() {}

  static boolean prose(String text, int first, int end) {
    char c = text.charAt(first);
    if (c == '#'
        || c == '>'
        || c == '|'
        || c == '<'
        || c == '$'
        || c == '{'
        || c == '}'
        || (c == '@' && text.indexOf('(', first, end) > 0)) {
      return false;
    }
    int last = end - 1;
    while (last > first && Character.isWhitespace(text.charAt(last))) {
      last--;
    }
    char z = text.charAt(last);
    if (z == '{' || z == ';' || z == '}' || z == '\\') {
      return false;
    }
    if (stamped(text, first, end)) {
      return false;
    }
    int letters = 0;
    int marks = 0;
    int blanks = 0;
    int seen = 0;
    for (int i = first; i < end && seen < LOOK; i++, seen++) {
      char x = text.charAt(i);
      if (Character.isLetter(x)) {
        letters++;
      } else if (Character.isWhitespace(x)) {
        blanks++;
      } else if ("{}[]<>=;|\\^~*#$_/".indexOf(x) >= 0) {
        marks++;
      }
    }
    return letters > 2 && marks * 8 < seen && (blanks > 0 || seen < 40) && blanks * 40 > seen - 40;
  }

  /** A line that begins like a log's: a date and time, or a level. */
  private static boolean stamped(String text, int first, int end) {
    int digits = 0;
    int i = first;
    while (i < end && i < first + 20 && "0123456789-:T/.[ ,".indexOf(text.charAt(i)) >= 0) {
      digits += Character.isDigit(text.charAt(i)) ? 1 : 0;
      i++;
    }
    if (digits >= 10) {
      return true;
    }
    for (String level : new String[] {"INFO", "WARN", "ERROR", "DEBUG", "TRACE", "FATAL"}) {
      if (text.startsWith(level, first) || text.startsWith("[" + level, first)) {
        return true;
      }
    }
    return (text.startsWith("at ", first) && text.indexOf('(', first, end) > 0)
        || text.startsWith("Traceback", first)
        || text.startsWith("Exception in", first);
  }

  /** Whether a code point is an emoji or another picture. */
  static boolean pictograph(int c) {
    return (c >= 0x1F000 && c <= 0x1FAFF)
        || (c >= 0x2600 && c <= 0x27BF)
        || c == 0xFE0F
        || c == 0x200D;
  }
}
