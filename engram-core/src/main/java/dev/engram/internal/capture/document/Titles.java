package dev.engram.internal.capture.document;

/** Takes the words out of headings. Stateless. */
final class Titles {
  private Titles() {}

  /** Of a line with so many marks before its words, and perhaps some behind them. */
  static String marked(String text, Line line, int marks) {
    int end = line.trimmedEnd();
    int closing = end;
    while (closing > line.first() + marks && text.charAt(closing - 1) == '#') {
      closing--;
    }
    boolean apart =
        closing == line.first() + marks || Character.isWhitespace(text.charAt(closing - 1));
    return plain(text.substring(line.first() + marks, apart ? closing : end));
  }

  static String of(String text, Line line) {
    return plain(text.substring(line.first(), line.trimmedEnd()));
  }

  /** Without the marks of emphasis and code around the whole. */
  private static String plain(String title) {
    var words = title.strip();
    int from = 0;
    int to = words.length();
    while (from < to - 1
        && "*_`".indexOf(words.charAt(from)) >= 0
        && words.charAt(from) == words.charAt(to - 1)) {
      from++;
      to--;
    }
    return words.substring(from, to).strip();
  }
}
