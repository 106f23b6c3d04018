package dev.engram.internal.capture.document;

import dev.engram.memory.DocumentFormat;

/** Tells Markdown from plain text by the first 64 Ki characters. Stateless. */
final class FormatGuess {
  private static final int SAMPLE = 64 << 10;

  /** What one sign of Markdown counts that little else looks like. */
  private static final int SURE = 2;

  private FormatGuess() {}

  static DocumentFormat of(String text) {
    var head = text.length() <= SAMPLE ? text : text.substring(0, SAMPLE);
    var look = new CodeLook();
    int score = 0;
    int titles = 0;
    boolean apart = true;
    var line = Line.at(head, 0);
    while (true) {
      if (!line.blank()) {
        look.see(line);
        score += signs(line);
        titles += line.titleMarks() > 0 && apart ? 1 : 0;
      }
      apart = line.blank();
      if (line.isLast()) {
        break;
      }
      line = line.below();
    }
    boolean code = look.isCode() && score < SURE;
    return !code && score + titles > 0 && (titles > 0 || score >= SURE)
        ? DocumentFormat.MARKDOWN
        : DocumentFormat.PLAIN;
  }

  private static int signs(Line line) {
    if (line.fence() > 0 || line.dividesTable()) {
      return SURE;
    }
    var text = line.text();
    int link = text.indexOf("](", line.first(), line.end());
    int strong = text.indexOf("**", line.first(), line.end());
    boolean closed =
        strong >= 0 && strong + 2 < line.end() && text.indexOf("**", strong + 2, line.end()) > 0;
    return (link > 0 ? 1 : 0) + (closed ? 1 : 0);
  }
}
