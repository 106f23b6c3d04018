package dev.engram.bench.figure;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Many things measured in the same way: one row each.
 *
 * @param title what was measured
 * @param labels names of the columns that tell the rows apart
 * @param columns names of the columns of figures, with units
 * @param rows in order
 */
public record Grid(String title, List<String> labels, List<String> columns, List<Row> rows) {
  public Grid {
    labels = List.copyOf(labels);
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
    for (Row row : rows) {
      if (row.labels().size() != labels.size() || row.values().size() != columns.size()) {
        throw new IllegalArgumentException("a row of \"" + title + "\" has other columns");
      }
    }
  }

  /**
   * One row.
   *
   * @param labels as many as the grid has
   * @param values as many as the grid has columns; not a number where nothing was measured
   */
  public record Row(List<String> labels, List<Double> values) {
    public Row {
      labels = List.copyOf(labels);
      values = List.copyOf(values);
    }
  }

  /** For people, aligned. */
  public void print(PrintStream out) {
    List<List<String>> lines = lines();
    int count = labels.size() + columns.size();
    int[] widths = new int[count];
    for (List<String> line : lines) {
      for (int i = 0; i < count; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    out.println(title);
    if (rows.isEmpty()) {
      return;
    }
    for (List<String> line : lines) {
      var text = new StringBuilder();
      for (int i = 0; i < count; i++) {
        String blanks = " ".repeat(widths[i] - line.get(i).length());
        text.append(i < labels.size() ? line.get(i) + blanks : blanks + line.get(i)).append("  ");
      }
      out.println(text.toString().stripTrailing());
    }
  }

  private List<List<String>> lines() {
    var lines = new ArrayList<List<String>>();
    var head = new ArrayList<>(labels);
    head.addAll(columns);
    lines.add(head);
    for (Row row : rows) {
      var line = new ArrayList<>(row.labels());
      row.values().forEach(value -> line.add(FigureTable.number(value)));
      lines.add(line);
    }
    return lines;
  }

  /** For programs: an object a row. */
  void json(ObjectNode into) {
    into.put("title", title);
    ArrayNode list = into.putArray("rows");
    for (Row row : rows) {
      ObjectNode one = list.addObject();
      for (int i = 0; i < labels.size(); i++) {
        one.put(labels.get(i), row.labels().get(i));
      }
      for (int i = 0; i < columns.size(); i++) {
        double value = row.values().get(i);
        if (Double.isFinite(value)) {
          one.put(columns.get(i), value);
        }
      }
    }
  }
}
