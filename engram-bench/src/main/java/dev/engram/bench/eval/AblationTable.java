package dev.engram.bench.eval;

import dev.engram.bench.eval.Bootstrap.Interval;
import dev.engram.bench.eval.LabelledSet.Kind;
import dev.engram.bench.eval.Scores.Level;
import java.util.List;
import java.util.Locale;

/**
 * Rows of scores as a Markdown table: means with their 95 % intervals for the first row, and for
 * each other the mean and the interval of its paired difference to the first.
 */
final class AblationTable {
  private final List<Column> columns;
  private final Bootstrap bootstrap;

  AblationTable(Kind kind, Bootstrap bootstrap) {
    this.columns =
        switch (kind) {
          case CONVERSATIONS ->
              List.of(
                  new Column(Level.TURN, Measure.RECALL_10),
                  new Column(Level.TURN, Measure.NDCG_10),
                  new Column(Level.SESSION, Measure.ANY_1),
                  new Column(Level.SESSION, Measure.RECALL_5),
                  new Column(Level.SESSION, Measure.NDCG_5));
          case DOCUMENTS ->
              List.of(
                  new Column(Level.TURN, Measure.NDCG_10),
                  new Column(Level.TURN, Measure.RECALL_10),
                  new Column(Level.TURN, Measure.MRR));
        };
    this.bootstrap = bootstrap;
  }

  private record Column(Level level, Measure measure) {
    String label() {
      return level.name().toLowerCase(Locale.ROOT) + " " + measure.label();
    }
  }

  /**
   * One row.
   *
   * @param name what it shows
   * @param scores of its run
   */
  record Row(String name, Scores scores) {}

  String markdown(List<Row> rows) {
    var out = new StringBuilder("| recall |");
    columns.forEach(column -> out.append(' ').append(column.label()).append(" |"));
    out.append("\n| --- |").append(" --- |".repeat(columns.size())).append('\n');
    line(out, rows.getFirst(), this::mean);
    for (Row row : rows.subList(1, rows.size())) {
      line(out, row, (other, column) -> difference(other, rows.getFirst(), column));
    }
    out.append(
        String.format(
            Locale.ROOT,
            "%nIntervals: 95 %%, %d bootstrap samples of the questions, seed %d; below the first"
                + " row of the paired difference to it.%n",
            bootstrap.samples(),
            bootstrap.seed()));
    return out.toString();
  }

  private interface Cell {
    String of(Row row, Column column);
  }

  private void line(StringBuilder out, Row row, Cell cell) {
    out.append("| ").append(row.name).append(" |");
    columns.forEach(column -> out.append(' ').append(cell.of(row, column)).append(" |"));
    out.append('\n');
  }

  private String mean(Row row, Column column) {
    Interval mean = bootstrap.interval(row.scores.values(column.level, column.measure));
    return String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", mean.mean(), mean.low(), mean.high());
  }

  private String difference(Row row, Row first, Column column) {
    double[] values = row.scores.values(column.level, column.measure);
    double[] base = first.scores.values(column.level, column.measure);
    double[] differences = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      differences[i] = values[i] - base[i];
    }
    Interval difference = bootstrap.interval(differences);
    return String.format(
        Locale.ROOT,
        "%.3f (%+.3f [%+.3f, %+.3f])",
        Bootstrap.mean(values),
        difference.mean(),
        difference.low(),
        difference.high());
  }
}
