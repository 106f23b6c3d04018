package dev.engram.bench.temporal;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/**
 * Evaluates the resolution of temporal expressions on a labelled file: the {@code eval temporal}
 * command.
 *
 * @param file in the layout of Recognizers-Text's test files
 * @param json whether the figures are printed as JSON
 */
public record TemporalEvalJob(Path file, boolean json) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * Runs.
   *
   * @param out takes the figures
   * @throws IllegalArgumentException if the file is not of the layout
   */
  public void run(PrintStream out) {
    TemporalScores scores = new TemporalEval().score(TemporalSet.read(file));
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(scores));
    } else {
      print(scores, out);
    }
  }

  private static void print(TemporalScores scores, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%-14s %9s %7s %9s %9s %9s%n",
        "type",
        "labelled",
        "found",
        "resolved",
        "possible",
        "no value");
    for (Map.Entry<String, TemporalScores.Type> entry : ordered(scores)) {
      TemporalScores.Type type = entry.getValue();
      out.printf(
          Locale.ROOT,
          "%-14s %9d %6.1f%% %8.1f%% %8.1f%% %9d%n",
          entry.getKey(),
          type.labelled(),
          percent(type.found(), type.labelled()),
          percent(type.resolved(), type.labelled()),
          percent(type.possible(), type.labelled()),
          type.unresolved());
    }
    out.println();
    out.printf(Locale.ROOT, "inputs that state a date or a date range: %d%n", scores.dated());
    out.printf(
        Locale.ROOT,
        "  all of them resolved, likeliest reading: %d (%.1f %%)%n",
        scores.datedResolved(),
        percent(scores.datedResolved(), scores.dated()));
    out.printf(
        Locale.ROOT,
        "  all of them resolved, some reading:      %d (%.1f %%)%n",
        scores.datedPossible(),
        percent(scores.datedPossible(), scores.dated()));
    out.printf(
        Locale.ROOT,
        "inputs without any expression: %d; false alarms in %d%n",
        scores.silent(),
        scores.falseAlarms());
    out.printf(
        Locale.ROOT, "expressions found elsewhere that are not labelled: %d%n", scores.spurious());
    out.printf(
        Locale.ROOT, "crashes: %d; %.1f µs an input%n", scores.crashes(), scores.microseconds());
  }

  private static List<Map.Entry<String, TemporalScores.Type>> ordered(TemporalScores scores) {
    return scores.types().entrySet().stream().sorted(Map.Entry.comparingByKey()).toList();
  }

  private static double percent(int part, int whole) {
    return whole == 0 ? 0 : 100.0 * part / whole;
  }
}
