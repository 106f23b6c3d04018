package dev.engram.internal.archive;

import dev.engram.memory.Edge;
import dev.engram.memory.Memory;
import dev.engram.memory.Traits;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes records, one JSON object a line ({@code docs/formats/archive.md}); in plain text the same
 * objects stand in one array. Neither vectors nor keys are in them. Not thread-safe; holds one
 * record.
 */
final class RecordWriter {
  static final String FORMAT = "engram-memories";
  static final int VERSION = 1;

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final byte[] LINE = {'\n'};

  /** Members that hold words. */
  private static final List<String> SINGLE =
      List.of("text", "speaker", "session", "subject", "predicate", "object", "task");

  private static final List<String> SEVERAL = List.of("steps", "tools");

  private final OutputStream out;
  private final boolean array;
  private final UnaryOperator<List<String>> words;
  private boolean first = true;

  private RecordWriter(OutputStream out, boolean array, UnaryOperator<List<String>> words) {
    this.out = out;
    this.array = array;
    this.words = words;
  }

  /** One object a line. */
  static RecordWriter lines(OutputStream out) {
    return new RecordWriter(out, false, UnaryOperator.identity());
  }

  /**
   * One array.
   *
   * @param words what of the words of one record anybody may read, in their order
   */
  static RecordWriter array(OutputStream out, UnaryOperator<List<String>> words) {
    return new RecordWriter(out, true, words);
  }

  /**
   * The first record.
   *
   * @param most at most so many memories follow
   */
  void begin(Instant made, int most) throws IOException {
    write(
        record("archive")
            .put("format", FORMAT)
            .put("version", VERSION)
            .put("made", made.toString())
            .put("most", most));
  }

  void memory(Memory memory) throws IOException {
    Traits traits = memory.traits();
    ObjectNode node =
        record("memory")
            .put("id", traits.id().toString())
            .put("kind", memory.kind().label())
            .put("scope", traits.scope().canonical())
            .put("category", traits.category().label())
            .put("source", traits.source().label())
            .put("tier", traits.tier().label())
            .put("learned", traits.learned().toString())
            .put("validFrom", traits.validFrom().toString());
    traits.validUntil().ifPresent(until -> node.put("validUntil", until.toString()));
    traits
        .occurred()
        .ifPresent(span -> {
          node.put("occurredFrom", span.from().toString());
          node.put("occurredTo", span.to().toString());
        });
    node.put("importance", traits.importance())
        .put("strength", traits.strength())
        .put("version", traits.version())
        .put("text", traits.text());
    if (traits.flagged()) {
      node.put("flagged", true);
    }
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
    if (array) {
      reword(node);
    }
    write(node);
  }

  private void reword(ObjectNode node) {
    List<String> single = SINGLE.stream().filter(node::has).toList();
    List<String> several = SEVERAL.stream().filter(node::has).toList();
    var all = new ArrayList<String>();
    single.forEach(name -> all.add(node.get(name).stringValue()));
    several.forEach(name -> node.get(name).forEach(one -> all.add(one.stringValue())));
    Iterator<String> reworded = words.apply(all).iterator();
    single.forEach(name -> node.put(name, reworded.next()));
    for (String name : several) {
      int count = node.get(name).size();
      node.set(name, texts(Stream.generate(reworded::next).limit(count).toList()));
    }
  }

  void edge(Edge edge) throws IOException {
    write(
        record("edge")
            .put("source", edge.source().toString())
            .put("target", edge.target().toString())
            .put("edge", edge.type().label())
            .put("weight", edge.weight()));
  }

  /** The last record; without it the archive is not whole. */
  void end(int memories, int edges) throws IOException {
    write(record("end").put("memories", memories).put("edges", edges));
    if (array) {
      out.write("\n]\n".getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static ObjectNode record(String type) {
    return NODES.objectNode().put("type", type);
  }

  private static ArrayNode texts(List<String> texts) {
    ArrayNode node = NODES.arrayNode();
    texts.forEach(node::add);
    return node;
  }

  private void write(ObjectNode node) throws IOException {
    if (array) {
      out.write((first ? "[\n" : ",\n").getBytes(StandardCharsets.US_ASCII));
    }
    first = false;
    out.write(JsonMapper.shared().writeValueAsBytes(node));
    if (!array) {
      out.write(LINE);
    }
  }
}
