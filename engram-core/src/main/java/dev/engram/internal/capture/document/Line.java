package dev.engram.internal.capture.document;

/**
 * A line of a text, and what can be told from its looks. Every question costs at most the line's
 * length, most only that of its indentation.
 *
 * @param start its first character
 * @param end after its last, terminator excluded
 * @param next where the next line starts
 * @param first its first character that is not blank, {@code end} if none
 * @param indent columns before {@code first}; a tab reaches to the next multiple of four
 */
record Line(String text, int start, int end, int next, int first, int indent) {
  /** Longer ones are not titles, whatever they begin with. */
  private static final int LONGEST_TITLE = 300;

  static Line at(String text, int start) {
    int end = start;
    int first = -1;
    int indent = 0;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      char c = text.charAt(end);
      if (first < 0) {
        if (!Character.isWhitespace(c)) {
          first = end;
        } else {
          indent += c == '\t' ? 4 - indent % 4 : 1;
        }
      }
      end++;
    }
    int next = end;
    if (next < text.length()) {
      boolean pair =
          text.charAt(next) == '\r' && next + 1 < text.length() && text.charAt(next + 1) == '\n';
      next += pair ? 2 : 1;
    }
    return new Line(text, start, end, next, first < 0 ? end : first, indent);
  }

  /** The one below; only if {@link #isLast()} is false. */
  Line below() {
    return at(text, next);
  }

  boolean isLast() {
    return next >= text.length();
  }

  boolean blank() {
    return first == end;
  }

  boolean mayBeTitle() {
    return !blank() && end - first <= LONGEST_TITLE;
  }

  /** After the last character that is not blank. */
  int trimmedEnd() {
    int at = end;
    while (at > first && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  /** How often the first character is repeated at the line's beginning. */
  int run() {
    int at = first;
    while (at < end && text.charAt(at) == text.charAt(first)) {
      at++;
    }
    return at - first;
  }

  char firstChar() {
    return first < end ? text.charAt(first) : '\n';
  }

  /** How many marks a Markdown title begins with, or 0 if this is none. */
  int titleMarks() {
    if (indent > 3 || firstChar() != '#' || !mayBeTitle()) {
      return 0;
    }
    int marks = run();
    boolean apart = first + marks == end || Character.isWhitespace(text.charAt(first + marks));
    return marks <= 6 && apart ? marks : 0;
  }

  /** Whether the line is one character over and over: it underlines or separates. */
  boolean isRuleOf(String marks, int least) {
    return indent <= 3
        && marks.indexOf(firstChar()) >= 0
        && run() >= least
        && first + run() == trimmedEnd();
  }

  /** Whether a list's item begins here. */
  boolean isItem() {
    int at = behindMark();
    return at > first && at < end && Character.isWhitespace(text.charAt(at)) && !isRuleOf("-*+", 1);
  }

  /** After the bullet, or the number and its point or bracket; {@code first} if there is none. */
  int behindMark() {
    int at = first;
    while (at < end && at - first < 9 && Character.isDigit(text.charAt(at))) {
      at++;
    }
    var marks = at > first ? ".)" : "-*+•‣◦–";
    return at < end && marks.indexOf(text.charAt(at)) >= 0 ? at + 1 : first;
  }

  /** How many marks a fence begins with, or 0 if this is none. */
  int fence() {
    char c = firstChar();
    if (indent > 3 || (c != '`' && c != '~') || run() < 3) {
      return 0;
    }
    return c == '`' && text.indexOf('`', first + run(), end) >= 0 ? 0 : run();
  }

  /** Whether this closes a fence. */
  boolean closes(char mark, int marks) {
    return firstChar() == mark && run() >= marks && first + run() == trimmedEnd();
  }

  boolean holdsPipe() {
    return text.indexOf('|', first, end) >= 0;
  }

  /** Whether this is the line of dashes between a table's head and its rows. */
  boolean dividesTable() {
    boolean dash = false;
    boolean pipe = false;
    for (int i = first; i < end; i++) {
      char c = text.charAt(i);
      dash |= c == '-';
      pipe |= c == '|';
      if (c != '-' && c != '|' && c != ':' && !Character.isWhitespace(c)) {
        return false;
      }
    }
    return dash && pipe;
  }

  @Override
  public String toString() {
    return "Line[" + start + "-" + end + "]";
  }
}
