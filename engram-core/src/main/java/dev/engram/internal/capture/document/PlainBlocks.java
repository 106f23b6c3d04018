package dev.engram.internal.capture.document;

import java.util.Optional;
import java.util.function.Consumer;

/**
 * Guesses the blocks of a text without marks, in one pass and no memory: paragraphs stand between
 * blank lines; a title is underlined, or numbered, or in capitals, and stands alone; items begin
 * with bullets or numbers; what reads like a program is code.
 */
final class PlainBlocks {
  private static final int LONGEST_ALONE = 80;

  private final String text;
  private final Consumer<Block> to;
  private Line line;
  private boolean apart = true;

  private PlainBlocks(String text, Consumer<Block> to) {
    this.text = text;
    this.to = to;
    this.line = Line.at(text, 0);
  }

  static void read(String text, Consumer<Block> to) {
    new PlainBlocks(text, to).read();
  }

  private void read() {
    boolean more = !text.isEmpty();
    while (more) {
      if (line.blank()) {
        apart = true;
        more = advance();
      } else {
        boolean alone = apart;
        apart = false;
        more = block(alone);
      }
    }
  }

  private boolean advance() {
    if (line.isLast()) {
      return false;
    }
    line = line.below();
    return true;
  }

  private boolean block(boolean alone) {
    if (line.isRuleOf("-*_=~", 3)) {
      to.accept(new Block.Rule(line.first(), line.trimmedEnd()));
      return advance();
    }
    if (line.mayBeTitle() && alone) {
      if (!line.isLast() && line.below().isRuleOf("=-~", 3)) {
        var rule = line.below();
        title(rule.firstChar() == '=' ? 1 : 2, rule.trimmedEnd());
        line = rule;
        return advance();
      }
      int level = line.isLast() || line.below().blank() ? levelAlone() : 0;
      if (level > 0) {
        title(level, line.trimmedEnd());
        return advance();
      }
    }
    return line.isItem() ? list() : paragraph();
  }

  private void title(int level, int end) {
    to.accept(new Block.Heading(line.first(), end, level, Titles.of(text, line)));
  }

  /** The level of a line that stands alone, or 0 if it is no title. */
  private int levelAlone() {
    int end = line.trimmedEnd();
    if (end - line.first() > LONGEST_ALONE || ".!?:;,".indexOf(text.charAt(end - 1)) >= 0) {
      return 0;
    }
    int numbered = numbers(end);
    return numbered > 0 ? numbered : inCapitals(end) ? 1 : 0;
  }

  /** How many numbers a line like {@code 2.1 Results} begins with; 0 if it has no words. */
  private int numbers(int end) {
    int numbers = 0;
    int at = line.first();
    while (at < end && Character.isDigit(text.charAt(at)) && numbers < 6) {
      int from = at;
      while (at < end && at - from < 3 && Character.isDigit(text.charAt(at))) {
        at++;
      }
      numbers++;
      if (at < end && text.charAt(at) == '.') {
        at++;
      } else {
        break;
      }
    }
    boolean words =
        at + 1 < end
            && Character.isWhitespace(text.charAt(at))
            && Character.isUpperCase(text.codePointAt(at + 1));
    return words ? numbers : 0;
  }

  private boolean inCapitals(int end) {
    int letters = 0;
    for (int at = line.first(); at < end; at++) {
      char c = text.charAt(at);
      if (Character.isLowerCase(c)) {
        return false;
      }
      letters += Character.isUpperCase(c) ? 1 : 0;
    }
    return letters > 3;
  }

  private boolean list() {
    int start = line.first();
    int end = line.trimmedEnd();
    boolean afterBlank = false;
    boolean more = advance();
    while (more && (!afterBlank || line.blank() || line.isItem() || line.indent() > 1)) {
      afterBlank = line.blank();
      end = line.blank() ? end : line.trimmedEnd();
      more = advance();
    }
    apart = afterBlank;
    to.accept(new Block.Body(start, end, ChunkKind.LIST, Optional.empty()));
    return more;
  }

  private boolean paragraph() {
    int from = line.start();
    int first = line.first();
    int end = line.trimmedEnd();
    var look = new CodeLook();
    look.see(line);
    boolean more = advance();
    while (more && !line.blank() && (!line.isItem() || look.isCode())) {
      look.see(line);
      end = line.trimmedEnd();
      more = advance();
    }
    boolean code = look.isCode();
    to.accept(
        new Block.Body(
            code ? from : first, end, code ? ChunkKind.CODE : ChunkKind.PROSE, Optional.empty()));
    return more;
  }
}
