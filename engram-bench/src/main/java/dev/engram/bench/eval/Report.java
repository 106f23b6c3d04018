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
    taken(outcome.taken(), out);
    Scores scores = Scores.of(set, outcome.run());
    for (Level level : Level.values()) {
      if (scores.values(level, Measure.MRR).length > 0) {
        table(scores, level, out);
      }
    }
    if (!outcome.packed().isEmpty()) {
      PackedReport.print(set, outcome.packed(), out);
    }
  }

  private static void taken(Evaluation.Intake taken, PrintStream out) {
    if (taken.added() > 0) {
      out.printf(
          Locale.ROOT,
          "facts: %d added, %d corroborated, %d replaced others%n",
          taken.added(),
          taken.corroborated(),
          taken.replaced());
    }
    if (taken.liveOnce() > 0) {
      out.printf(
          Locale.ROOT,
          "remembered again: %d live memories of mean strength %.2f, then %d of %.2f (%+.2f %%)%n",
          taken.liveOnce(),
          taken.strengthOnce(),
          taken.liveAfter(),
          taken.strengthAfter(),
          100.0 * (taken.liveAfter() - taken.liveOnce()) / taken.liveOnce());
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
