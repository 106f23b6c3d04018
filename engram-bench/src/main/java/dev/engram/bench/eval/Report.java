package dev.engram.bench.eval;

import dev.engram.bench.eval.Evaluation.Outcome;
import dev.engram.bench.eval.Scores.Level;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Prints the scores of a run as an aligned table. */
final class Report {
  private Report() {}

  static void print(LabelledSet set, Outcome outcome, PrintStream out) {
    out.printf(
        Locale.ROOT,
        "%s: %d texts, %d memories, %d restatements, %d questions%n",
        set.name(),
        outcome.texts(),
        outcome.memories(),
        outcome.strengthened(),
        set.questions().size());
    out.printf(
        Locale.ROOT,
        "recall without embedding: p50 %.2f ms, p99 %.2f ms; degraded: %s%n%n",
        percentile(outcome.latencies(), 0.5),
        percentile(outcome.latencies(), 0.99),
        outcome.degradations().isEmpty() ? "none" : outcome.degradations());
    Scores scores = Scores.of(set, outcome.run());
    for (Level level : Level.values()) {
      if (scores.values(level, Measure.MRR).length > 0) {
        table(scores, level, out);
      }
    }
  }

  private static void table(Scores scores, Level level, PrintStream out) {
    out.printf("%-8s%-26s%5s", level.name().toLowerCase(Locale.ROOT), "type", "n");
    for (Measure measure : Measure.values()) {
      out.printf(" %9s", measure.label());
    }
    out.println();
    var rows = new ArrayList<Optional<String>>();
    scores.types(level).forEach(type -> rows.add(Optional.of(type)));
    rows.add(Optional.empty());
    for (Optional<String> type : rows) {
      int count = scores.values(level, type, Measure.MRR).length;
      out.printf("%-8s%-26s%5d", "", type.orElse("ALL"), count);
      for (Measure measure : Measure.values()) {
        double mean = Bootstrap.mean(scores.values(level, type, measure));
        out.printf(Locale.ROOT, " %9.3f", mean);
      }
      out.println();
    }
  }

  private static double percentile(List<Duration> durations, double share) {
    if (durations.isEmpty()) {
      return Double.NaN;
    }
    List<Duration> sorted = durations.stream().sorted().toList();
    int at = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, at)).toNanos() / 1e6;
  }
}
