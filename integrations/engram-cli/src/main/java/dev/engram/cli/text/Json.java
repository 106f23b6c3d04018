package dev.engram.cli.text;

import dev.engram.cli.host.Host;
import dev.engram.memory.Edge;
import dev.engram.memory.Memory;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Results as JSON: one object a command, names in camel case, times in ISO 8601 and UTC. */
public final class Json {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Json() {}

  /** An empty object. */
  public static ObjectNode object() {
    return NODES.objectNode();
  }

  /** Writes a command's one object. */
  public static void print(Host host, ObjectNode result) {
    host.out()
        .println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(result));
    host.out().flush();
  }

  /** An array of texts. */
  public static ArrayNode texts(List<String> texts) {
    ArrayNode array = NODES.arrayNode();
    texts.forEach(array::add);
    return array;
  }

  /** A memory; what is not known is left out. */
  public static ObjectNode memory(Memory memory) {
    Traits traits = memory.traits();
    ObjectNode node =
        object()
            .put("id", traits.id().toString())
            .put("kind", memory.kind().label())
            .put("text", traits.text());
    detail(memory, node);
    traits.occurred().ifPresent(span -> node.set("occurred", span(span)));
    node.put("learned", traits.learned().toString())
        .put("validFrom", traits.validFrom().toString());
    traits.validUntil().ifPresent(until -> node.put("validUntil", until.toString()));
    return node.put("scope", traits.scope().canonical())
        .put("category", traits.category().label())
        .put("source", traits.source().label())
        .put("tier", traits.tier().label())
        .put("importance", traits.importance())
        .put("strength", traits.strength())
        .put("state", traits.state().label())
        .put("version", traits.version())
        .put("embedded", traits.embedded())
        .put("flagged", traits.flagged());
  }

  private static void detail(Memory memory, ObjectNode node) {
    switch (memory) {
      case Memory.Episode episode -> {
        episode.speaker().ifPresent(speaker -> node.put("speaker", speaker));
        episode.session().ifPresent(session -> node.put("session", session));
      }
      case Memory.Fact fact -> {
        node.put("subject", fact.subject())
            .put("predicate", fact.predicate())
            .put("object", fact.object())
            .put("confidence", fact.confidence())
            .put("negated", fact.negated())
            .put("modality", fact.modality().label())
            .put("sources", fact.sources());
        fact.origin().ifPresent(origin -> node.put("origin", origin.toString()));
      }
      case Memory.Procedure procedure -> {
        node.put("task", procedure.task());
        node.set("steps", texts(procedure.steps()));
        node.set("tools", texts(procedure.tools()));
        node.put("successes", procedure.successes()).put("failures", procedure.failures());
      }
    }
  }

  /** A stretch of time. */
  public static ObjectNode span(TimeSpan span) {
    return object().put("from", span.from().toString()).put("to", span.to().toString());
  }

  /** A link. */
  public static ObjectNode edge(Edge edge) {
    return object()
        .put("source", edge.source().toString())
        .put("type", edge.type().label())
        .put("target", edge.target().toString())
        .put("weight", edge.weight());
  }
}
