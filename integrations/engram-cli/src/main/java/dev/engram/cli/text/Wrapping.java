package dev.engram.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text into lines. */
final class Wrapping {
  private Wrapping() {}

  /**
   * Lines of at most this many columns, broken at blanks where there are any; at least one line.
   */
  static List<String> lines(String text, int columns) {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    int used = 0;
    for (String word : Glyphs.line(text).split(" ", -1)) {
      int width = Glyphs.width(word);
      if (used > 0 && used + 1 + width > columns) {
        lines.add(line.toString());
        line.setLength(0);
        used = 0;
      }
      String rest = word;
      while (Glyphs.width(rest) > columns) {
        String head = Glyphs.head(rest, columns);
        lines.add(head);
        rest = rest.substring(head.length());
      }
      if (used > 0) {
        line.append(' ');
        used++;
      }
      line.append(rest);
      used += Glyphs.width(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
