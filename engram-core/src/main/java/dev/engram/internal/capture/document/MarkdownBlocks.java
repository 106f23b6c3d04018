package dev.engram.internal.capture.document;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads Markdown into blocks, in one pass that looks at most one line ahead, so in linear time and
 * no memory.
 *
 * <p>Follows CommonMark and its tables where structure is at stake: headings of both forms, fences
 * (an unclosed one goes to the end), indented code, lists with what is indented below their items,
 * tables, rules, front matter. Quotes and HTML count as paragraphs. Used by one thread.
 */
final class MarkdownBlocks {
  private static final int LONGEST_LANGUAGE = 32;
  private static final int MOST_FRONT_MATTER_LINES = 100;

  private final String text;
  private final Consumer<Block> to;
  private Line line;

  private MarkdownBlocks(String text, Consumer<Block> to) {
    this.text = text;
    this.to = to;
    this.line = Line.at(text, 0);
  }

  static void read(String text, Consumer<Block> to) {
    new MarkdownBlocks(text, to).read();
  }

  private void read() {
    boolean more = !text.isEmpty() && frontMatter();
    while (more) {
      more = line.blank() ? advance() : block();
    }
  }

  /** Goes one line down, or says that there is none. */
  private boolean advance() {
    if (line.isLast()) {
      return false;
    }
    line = line.below();
    return true;
  }

  private boolean block() {
    int marks = line.titleMarks();
    if (marks > 0) {
      int end = line.trimmedEnd();
      to.accept(new Block.Heading(line.first(), end, marks, Titles.marked(text, line, marks)));
      return advance();
    }
    if (line.fence() > 0) {
      return fenced();
    }
    if (line.isRuleOf("-*_=", 3)) {
      to.accept(new Block.Rule(line.first(), line.trimmedEnd()));
      return advance();
    }
    if (line.indent() > 3) {
      return indented();
    }
    if (line.isItem()) {
      return list();
    }
    if (startsTable()) {
      return table();
    }
    return underlined() || paragraph();
  }

  private boolean frontMatter() {
    if (!line.isRuleOf("-", 3) || line.run() != 3) {
      return true;
    }
    var opening = line;
    for (int lines = 0; lines < MOST_FRONT_MATTER_LINES && advance(); lines++) {
      if (line.isRuleOf("-", 3) && line.run() == 3 && lines > 0) {
        body(opening.first(), line.trimmedEnd(), ChunkKind.CODE, Optional.of("yaml"));
        return advance();
      }
      if (line.blank() || (line.titleMarks() > 0 && lines == 0)) {
        break;
      }
    }
    line = opening;
    return true;
  }

  private void body(int start, int end, ChunkKind kind, Optional<String> language) {
    to.accept(new Block.Body(start, end, kind, language));
  }

  private boolean fenced() {
    var opening = line;
    boolean more = skipFence();
    body(opening.first(), lastInk(opening.trimmedEnd()), ChunkKind.CODE, language(opening));
    return more && advance();
  }

  /** Stops on the closing fence; says whether there is one. */
  private boolean skipFence() {
    char mark = line.firstChar();
    int marks = line.run();
    while (advance()) {
      if (line.closes(mark, marks)) {
        return true;
      }
    }
    return false;
  }

  /** After the last character up to this line's end that is not blank. */
  private int lastInk(int least) {
    int at = line.end();
    while (at > least && Character.isWhitespace(text.charAt(at - 1))) {
      at--;
    }
    return at;
  }

  private Optional<String> language(Line opening) {
    int from = opening.first() + opening.run();
    while (from < opening.end() && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    int to = from;
    while (to < opening.end()
        && to - from <= LONGEST_LANGUAGE
        && (Character.isLetterOrDigit(text.charAt(to)) || "+#._-".indexOf(text.charAt(to)) >= 0)) {
      to++;
    }
    boolean named = to > from && to - from <= LONGEST_LANGUAGE;
    return named
        ? Optional.of(text.substring(from, to).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }

  private boolean indented() {
    int start = line.start();
    int end = line.trimmedEnd();
    boolean more = advance();
    while (more && (line.blank() || line.indent() > 3)) {
      end = line.blank() ? end : line.trimmedEnd();
      more = advance();
    }
    body(start, end, ChunkKind.CODE, Optional.empty());
    return more;
  }

  private boolean list() {
    int start = line.first();
    int end = line.trimmedEnd();
    boolean more = itemsFence();
    end = lastInk(end);
    more = more && advance();
    boolean afterBlank = false;
    while (more && (line.blank() || belongsToList(afterBlank))) {
      afterBlank = line.blank();
      if (!afterBlank) {
        more = isIndentedFence() ? skipFence() : itemsFence();
        end = lastInk(end);
      }
      more = more && advance();
    }
    body(start, end, ChunkKind.LIST, Optional.empty());
    return more;
  }

  private boolean belongsToList(boolean afterBlank) {
    return line.indent() > 1
        || line.isItem()
        || (!afterBlank
            && line.titleMarks() == 0
            && line.fence() == 0
            && !line.isRuleOf("-*_=", 3));
  }

  /** Skips the fence that opens right behind an item's mark, if so; false if that never closes. */
  private boolean itemsFence() {
    if (!line.isItem()) {
      return true;
    }
    var behind = Line.at(text, line.behindMark());
    if (behind.fence() == 0) {
      return true;
    }
    line = behind;
    return skipFence();
  }

  private boolean isIndentedFence() {
    return (line.firstChar() == '`' || line.firstChar() == '~')
        && line.run() >= 3
        && text.indexOf('`', line.first() + line.run(), line.end()) < 0;
  }

  private boolean startsTable() {
    return line.holdsPipe() && !line.isLast() && line.below().dividesTable();
  }

  private boolean table() {
    int start = line.first();
    int end = line.trimmedEnd();
    boolean more = advance();
    while (more && line.holdsPipe() && line.fence() == 0) {
      end = line.trimmedEnd();
      more = advance();
    }
    body(start, end, ChunkKind.TABLE, Optional.empty());
    return more;
  }

  /** Reads a title with a rule below it; if there is one, and if there is more after it. */
  private boolean underlined() {
    if (line.isLast() || !line.mayBeTitle() || line.firstChar() == '>') {
      return false;
    }
    var rule = line.below();
    if (!rule.isRuleOf("=-", 2)) {
      return false;
    }
    int level = rule.firstChar() == '=' ? 1 : 2;
    to.accept(new Block.Heading(line.first(), rule.trimmedEnd(), level, Titles.of(text, line)));
    line = rule;
    return advance();
  }

  private boolean paragraph() {
    int start = line.first();
    int end = line.trimmedEnd();
    boolean more = advance();
    while (more && !endsParagraph()) {
      end = line.trimmedEnd();
      more = advance();
    }
    body(start, end, ChunkKind.PROSE, Optional.empty());
    return more;
  }

  /** A number other than 1 may just have come to stand at a line's beginning. */
  private boolean endsParagraph() {
    return line.blank()
        || line.titleMarks() > 0
        || line.fence() > 0
        || line.isRuleOf("-*_=", 3)
        || (line.isItem() && (!Character.isDigit(line.firstChar()) || isFirstItem()))
        || startsTable();
  }

  private boolean isFirstItem() {
    return line.firstChar() == '1' && !Character.isDigit(text.charAt(line.first() + 1));
  }
}
