package dev.engram.cli.text;

import dev.engram.cli.host.Host;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;

/** Where results are written for a person to read. For one thread. */
public final class Page {
  private final PrintWriter out;
  private final boolean colour;
  private final int width;

  private Page(PrintWriter out, boolean colour, int width) {
    this.out = out;
    this.colour = colour;
    this.width = width;
  }

  /** The results of a command. */
  public static Page of(Host host) {
    return new Page(host.out(), host.colour(), host.terminal().width());
  }

  /** A page that nobody reads. */
  public static Page nowhere() {
    return new Page(new PrintWriter(Writer.nullWriter()), false, 80);
  }

  /** Columns there are. */
  public int width() {
    return width;
  }

  /** Writes a line as it is. */
  public void line(String text) {
    out.println(text.stripTrailing());
    out.flush();
  }

  /** An empty line. */
  public void blank() {
    line("");
  }

  /** A text that stands out, where the terminal allows it. */
  public String styled(Style style, String text) {
    return colour ? style.around(text) : text;
  }

  /** Writes a text over as many lines as it needs, all of them after an indentation. */
  public void wrapped(int indent, String text) {
    wrapped(" ".repeat(indent), text);
  }

  /** Writes a text over as many lines as it needs; the first follows {@code start}. */
  public void wrapped(String start, String text) {
    String before = start;
    for (String piece : Wrapping.lines(text, width - Glyphs.width(start))) {
      line(before + piece);
      before = " ".repeat(Glyphs.width(start));
    }
  }

  /** Writes what is less important over as many lines as it needs, after an indentation. */
  public void aside(int indent, String text) {
    for (String piece : Wrapping.lines(text, width - indent)) {
      line(" ".repeat(indent) + styled(Style.DIM, piece));
    }
  }

  /** Writes names and values, the values aligned. */
  public void fields(List<Field> fields) {
    int names = fields.stream().mapToInt(f -> Glyphs.width(f.name())).max().orElse(0);
    for (Field field : fields) {
      String before = styled(Style.DIM, Glyphs.padded(field.name(), names)) + "  ";
      for (String piece : Wrapping.lines(field.value(), width - names - 2)) {
        line(before + piece);
        before = " ".repeat(names + 2);
      }
    }
  }

  /**
   * A named value.
   *
   * @param name what it is
   * @param value as it is shown
   */
  public record Field(String name, String value) {}

  /** Writes a table, its head less bright than its rows. */
  public void table(Table table) {
    var lines = table.lines();
    line(styled(Style.DIM, lines.getFirst()));
    lines.stream().skip(1).forEach(this::line);
  }
}
