package dev.engram.bench.eval;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a text that is too large for one memory, at the last empty line, line end, sentence end or
 * blank that fits, in this order; nothing is lost but blanks at the cuts. Stateless.
 */
public final class Pieces {
  /** The largest text of a memory, in bytes of UTF-8. */
  static final int MAX_BYTES = 8 * 1024;

  private static final List<String> ENDS = List.of("\n\n", "\n", ". ", "! ", "? ", " ");

  private Pieces() {}

  /** Texts that each fit into a memory; none if the text is blank. */
  public static List<String> of(String text) {
    return of(text, MAX_BYTES);
  }

  static List<String> of(String text, int maxBytes) {
    var pieces = new ArrayList<String>();
    String rest = admissible(text).strip();
    while (!rest.isEmpty()) {
      int fitting = fitting(rest, maxBytes);
      int end = fitting == rest.length() ? fitting : cut(rest, fitting);
      String piece = rest.substring(0, end).strip();
      if (!piece.isEmpty()) {
        pieces.add(piece);
      }
      rest = rest.substring(end).strip();
    }
    return pieces;
  }

  /** Memories refuse NUL and half surrogate pairs; sets from the wild hold both. */
  private static String admissible(String text) {
    var clean = new StringBuilder(text.length());
    text.codePoints()
        .map(c ->
            c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) ? 0xFFFD : c)
        .forEach(clean::appendCodePoint);
    return clean.toString();
  }

  private static int fitting(String text, int maxBytes) {
    int bytes = 0;
    int i = 0;
    while (i < text.length()) {
      int c = text.codePointAt(i);
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
      if (bytes > maxBytes) {
        return i;
      }
      i += Character.charCount(c);
    }
    return i;
  }

  private static int cut(String text, int fitting) {
    for (String end : ENDS) {
      int at = text.lastIndexOf(end, fitting - end.length());
      if (at > fitting / 2) {
        return at + end.length();
      }
    }
    return fitting;
  }
}
