package dev.engram.cli.text;

import java.lang.Character.UnicodeScript;

/**
 * Text as a terminal shows it. A memory's words come from anywhere: what could steer a terminal
 * (escape sequences, carriage returns, reversed writing) is shown as a mark instead.
 */
public final class Glyphs {
  private static final int REPLACEMENT = 0xFFFD;
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;

  private Glyphs() {}

  /** One line: every run of white space is one space, what is not printable is U+FFFD. */
  public static String line(String text) {
    var shown = new StringBuilder(text.length());
    boolean gap = false;
    for (int c : text.codePoints().toArray()) {
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = !shown.isEmpty();
      } else {
        if (gap) {
          shown.append(' ');
          gap = false;
        }
        shown.appendCodePoint(printable(c) ? c : REPLACEMENT);
      }
    }
    return shown.toString();
  }

  private static boolean printable(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE ->
          false;
      case Character.FORMAT -> c == ZERO_WIDTH_JOINER || c == ZERO_WIDTH_NON_JOINER;
      default -> true;
    };
  }

  /** How many columns a text takes. */
  public static int width(String text) {
    return text.codePoints().map(Glyphs::width).sum();
  }

  static int width(int c) {
    if (c < 0x300) {
      return 1;
    }
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return (c >= 0x1F300 && c <= 0x1FAFF) || wide(c) ? 2 : 1;
  }

  private static boolean wide(int c) {
    if (c < 0x1100) {
      return false;
    }
    UnicodeScript script = UnicodeScript.of(c);
    return script == UnicodeScript.HAN
        || script == UnicodeScript.HIRAGANA
        || script == UnicodeScript.KATAKANA
        || script == UnicodeScript.HANGUL
        || (c >= 0xFF01 && c <= 0xFF60);
  }

  /** A text cut to at most this many columns, with an ellipsis where something is missing. */
  public static String clip(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    return head(text, columns - 1).stripTrailing() + "…";
  }

  /**
   * As much of a text as fits around the part that matters, from the beginning of its sentence on
   * if the start does not show it whole.
   *
   * @param from where that part begins
   * @param to where it ends
   */
  public static String excerpt(String text, int from, int to, int columns) {
    if (width(text.substring(0, to)) < columns) {
      return clip(text, columns);
    }
    int start = from;
    while (start > 0 && ".!?:,".indexOf(text.charAt(start - 1)) < 0) {
      start--;
    }
    if (width(text.substring(start, to)) + 2 > columns) {
      start = text.lastIndexOf(' ', from) + 1;
    }
    return clip("…" + text.substring(start).strip(), columns);
  }

  /** As many characters from the start as fit into this many columns. */
  static String head(String text, int columns) {
    int used = 0;
    int end = 0;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      used += width(c);
      if (used > columns) {
        break;
      }
      end += Character.charCount(c);
    }
    return text.substring(0, end);
  }

  /** A text followed by blanks up to this many columns. */
  public static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - width(text)));
  }

  /** A text preceded by blanks up to this many columns. */
  public static String aligned(String text, int columns) {
    return " ".repeat(Math.max(0, columns - width(text))) + text;
  }
}
