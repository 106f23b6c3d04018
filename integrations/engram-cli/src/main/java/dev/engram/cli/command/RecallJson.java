package dev.engram.cli.command;

import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.query.Evidence;
import dev.engram.query.Hit;
import dev.engram.query.Recall;
import dev.engram.query.Trace;
import java.util.Locale;

/** An answer for a program. */
final class RecallJson {
  private RecallJson() {}

  static void print(Host host, Recall recall) {
    var result = Json.object();
    var hits = result.putArray("hits");
    int rank = 0;
    for (Hit hit : recall.hits()) {
      rank++;
      var node =
          hits.addObject().put("rank", rank).put("score", hit.score()).put("tokens", hit.tokens());
      node.put("form", label(hit.form())).put("text", hit.text());
      node.set("memory", Json.memory(hit.memory()));
      node.putObject("trust")
          .put("relevance", hit.trust().relevance())
          .put("accuracy", hit.trust().accuracy())
          .put("freshness", hit.trust().freshness())
          .put("utility", hit.trust().utility())
          .put("composite", hit.trust().composite());
      var evidence = node.putArray("evidence");
      for (Evidence said : hit.evidence()) {
        evidence
            .addObject()
            .put("signal", said.signal())
            .put("rank", said.rank())
            .put("score", said.score())
            .put("contribution", said.contribution());
      }
    }
    Trace trace = recall.trace();
    result.put("visible", trace.visible()).put("droppedByBudget", trace.droppedByBudget());
    result.put("suppressed", trace.suppressed());
    result.set(
        "degradations",
        Json.texts(trace.degradations().stream().sorted().map(RecallJson::label).toList()));
    var stages = result.putArray("stages");
    for (Trace.Stage stage : trace.stages()) {
      stages
          .addObject()
          .put("name", stage.name())
          .put("detail", stage.detail())
          .put("candidates", stage.candidates())
          .put("micros", stage.took().toNanos() / 1_000);
    }
    Json.print(host, result.put("micros", trace.took().toNanos() / 1_000));
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
