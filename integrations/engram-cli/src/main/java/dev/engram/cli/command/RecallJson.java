package dev.engram.cli.command;

import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.query.Answerability;
import dev.engram.query.Dropped;
import dev.engram.query.Evidence;
import dev.engram.query.Hit;
import dev.engram.query.Intent;
import dev.engram.query.QueryName;
import dev.engram.query.QueryPlan;
import dev.engram.query.QuerySide;
import dev.engram.query.Recall;
import dev.engram.query.TimeRange;
import dev.engram.query.Trace;
import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

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
    result.put("suppressed", trace.suppressed()).put("flagged", trace.flagged());
    plan(result.putObject("plan"), trace.plan());
    known(result.putObject("answerability"), recall.answerability());
    var dropped = result.putArray("dropped");
    for (Dropped one : trace.dropped()) {
      ObjectNode node =
          dropped.addObject().put("id", one.id().toString()).put("reason", label(one.reason()));
      one.instead().ifPresent(instead -> node.put("instead", instead.toString()));
    }
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

  private static void plan(ObjectNode node, QueryPlan plan) {
    ObjectNode intents = node.putObject("intents");
    for (Intent intent : Intent.values()) {
      intents.put(label(intent), plan.intents().of(intent));
    }
    node.set(
        "asksFor", Json.texts(plan.asksFor().stream().sorted().map(RecallJson::label).toList()));
    node.set("names", Json.texts(plan.names().stream().map(QueryName::name).toList()));
    node.set("sides", Json.texts(plan.sides().stream().map(QuerySide::text).toList()));
    node.put("lexicalShare", plan.lexicalShare()).put("hops", plan.hops());
    var times = node.putArray("times");
    for (TimeRange range : plan.times().ranges()) {
      ObjectNode one = times.addObject().put("kind", label(range.kind()));
      range.from().ifPresent(moment -> one.put("from", moment.toString()));
      range.to().ifPresent(moment -> one.put("to", moment.toString()));
    }
  }

  private static void known(ObjectNode node, Answerability known) {
    node.put("probability", known.probability())
        .put("verdict", label(known.verdict()))
        .put("basis", label(known.basis()));
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
