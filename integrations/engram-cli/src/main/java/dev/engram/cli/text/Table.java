package dev.engram.cli.text;

import java.util.ArrayList;
import java.util.List;

/** Rows of aligned cells under a head. For one thread. */
public final class Table {
  private static final String GAP = "  ";

  private final int indent;
  private final List<String> head;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(int indent, List<String> head) {
    this.indent = indent;
    this.head = List.copyOf(head);
  }

  /**
   * A table without rows yet.
   *
   * @param indent blanks before every line
   * @param head a name a column; one that begins with {@code >} is aligned to the right
   */
  public static Table of(int indent, String... head) {
    return new Table(indent, List.of(head));
  }

  /** Adds a row of as many cells as the head has. */
  public Table row(String... cells) {
    if (cells.length != head.size()) {
      throw new IllegalArgumentException(
          "a row needs " + head.size() + " cells, got " + cells.length);
    }
    rows.add(List.of(cells));
    return this;
  }

  /** The head, then the rows. */
  List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(line(head.stream().map(Table::name).toList()));
    rows.forEach(row -> lines.add(line(row)));
    return lines;
  }

  private String line(List<String> cells) {
    var line = new StringBuilder(" ".repeat(indent));
    for (int i = 0; i < cells.size(); i++) {
      line.append(i == 0 ? "" : GAP);
      line.append(
          head.get(i).startsWith(">")
              ? Glyphs.aligned(cells.get(i), width(i))
              : Glyphs.padded(cells.get(i), width(i)));
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    return rows.stream()
        .mapToInt(row -> Glyphs.width(row.get(column)))
        .reduce(Glyphs.width(name(head.get(column))), Math::max);
  }

  private static String name(String column) {
    return column.startsWith(">") ? column.substring(1) : column;
  }
}
