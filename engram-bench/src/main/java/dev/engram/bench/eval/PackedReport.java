package dev.engram.bench.eval;

import dev.engram.query.Form;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Prints how much of the evidence is left in answers of several token budgets. */
final class PackedReport {
  private PackedReport() {}

  static void print(LabelledSet set, PackedRun run, PrintStream out) {
    out.printf("%n%-26s%5s%8s", "packing: type", "n", "tokens");
    for (PackedRun.Share share : PackedRun.Share.values()) {
      out.printf(" %9s", share.label());
    }
    out.println();
    for (Optional<String> type : rows(set)) {
      for (int budget : PackedRun.BUDGETS) {
        int count = run.shares(set, type, budget, PackedRun.Share.KEPT).length;
        out.printf("%-26s%5d%8d", type.orElse("ALL"), count, budget);
        for (PackedRun.Share share : PackedRun.Share.values()) {
          out.printf(Locale.ROOT, " %9.3f", Bootstrap.mean(run.shares(set, type, budget, share)));
        }
        out.println();
      }
    }
    double questions = set.questions().size();
    for (int budget : PackedRun.BUDGETS) {
      out.printf(Locale.ROOT, "%d tokens, a question:", budget);
      for (Form form : Form.values()) {
        out.printf(
            Locale.ROOT,
            " %.1f %s,",
            run.hits(budget, form) / questions,
            form.name().toLowerCase(Locale.ROOT));
      }
      out.printf(Locale.ROOT, " %.0f tokens%n", run.tokens(budget) / questions);
    }
  }

  static void add(LabelledSet set, PackedRun run, ObjectNode root) {
    ArrayNode array = root.putArray("packing");
    for (Optional<String> type : rows(set)) {
      for (int budget : PackedRun.BUDGETS) {
        ObjectNode row = array.addObject();
        row.put("type", type.orElse("all"));
        row.put("n", run.shares(set, type, budget, PackedRun.Share.KEPT).length);
        row.put("tokens", budget);
        for (PackedRun.Share share : PackedRun.Share.values()) {
          row.put(share.label(), Bootstrap.mean(run.shares(set, type, budget, share)));
        }
      }
    }
  }

  private static List<Optional<String>> rows(LabelledSet set) {
    var rows = new ArrayList<Optional<String>>();
    PackedRun.types(set).forEach(type -> rows.add(Optional.of(type)));
    rows.add(Optional.empty());
    return rows;
  }
}
