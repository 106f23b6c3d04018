package dev.engram.bench.eval;

import dev.engram.bench.eval.Evaluation.Outcome;
import dev.engram.bench.eval.Scores.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The scores of a run as one JSON object. */
final class JsonReport {
  private static final JsonMapper JSON = JsonMapper.shared();

  private JsonReport() {}

  static String of(LabelledSet set, Outcome outcome) {
    ObjectNode root = JSON.createObjectNode();
    root.put("set", set.name())
        .put("texts", outcome.texts())
        .put("memories", outcome.memories())
        .put("restatements", outcome.strengthened())
        .put("questions", set.questions().size());
    Evaluation.Intake taken = outcome.taken();
    root.putObject("facts")
        .put("added", taken.added())
        .put("corroborated", taken.corroborated())
        .put("replaced", taken.replaced());
    if (taken.liveOnce() > 0) {
      root.putObject("repeated")
          .put("live_once", taken.liveOnce())
          .put("live_after", taken.liveAfter())
          .put("strength_once", taken.strengthOnce())
          .put("strength_after", taken.strengthAfter());
    }
    Scores scores = Scores.of(set, outcome.run());
    ArrayNode rows = root.putArray("scores");
    for (Level level : Level.values()) {
      if (scores.values(level, Measure.MRR).length > 0) {
        rows(scores, level, rows);
      }
    }
    if (!outcome.packed().isEmpty()) {
      PackedReport.add(set, outcome.packed(), root);
    }
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root);
  }

  private static void rows(Scores scores, Level level, ArrayNode rows) {
    List<Optional<String>> types = new ArrayList<>();
    types.add(Optional.empty());
    scores.types(level).forEach(type -> types.add(Optional.of(type)));
    for (Optional<String> type : types) {
      ObjectNode row = rows.addObject();
      row.put("level", level.name().toLowerCase(Locale.ROOT));
      row.put("type", type.orElse("all"));
      row.put("n", scores.values(level, type, Measure.MRR).length);
      for (Measure measure : Measure.values()) {
        row.put(measure.label(), Bootstrap.mean(scores.values(level, type, measure)));
      }
    }
  }
}
