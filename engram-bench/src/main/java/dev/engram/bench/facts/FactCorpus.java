package dev.engram.bench.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Dialogues with their hand-listed facts; the format is {@code docs/formats/fact-corpus.md}.
 *
 * @param dialogues in the order of their files' names
 */
record FactCorpus(List<Dialogue> dialogues) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  FactCorpus {
    dialogues = List.copyOf(dialogues);
  }

  /** A dialogue. */
  record Dialogue(
      String id,
      String domain,
      List<Said> turns,
      List<Gold> facts,
      Set<String> noise,
      List<Relation> relations) {
    /** Whom a turn's speaker speaks to, if only two speak: the other. */
    java.util.Optional<String> addressee(String speaker) {
      List<String> others =
          turns.stream()
              .map(Said::speaker)
              .distinct()
              .filter(name -> !name.equals(speaker))
              .toList();
      return others.size() == 1
          ? java.util.Optional.of(others.getFirst())
          : java.util.Optional.empty();
    }
  }

  /** How a later fact stands to an earlier one. */
  record Relation(String fresh, String old, String kind) {}

  /** A turn. */
  record Said(String turn, String speaker, Instant when, ZoneId zone, String text) {}

  /** A listed fact. */
  record Gold(
      String id,
      String turn,
      List<String> subjects,
      String predicate,
      List<String> objects,
      String text,
      boolean negated,
      String modality,
      String category,
      boolean optional) {}

  /**
   * Reads every {@code .json} below a folder.
   *
   * @throws IllegalArgumentException if there is none
   * @throws UncheckedIOException if a file cannot be read
   */
  static FactCorpus read(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      var sorted =
          new TreeSet<Path>(files.filter(file -> file.toString().endsWith(".json")).toList());
      if (sorted.isEmpty()) {
        throw new IllegalArgumentException(folder + " holds no dialogues");
      }
      var dialogues = new ArrayList<Dialogue>();
      for (Path file : sorted) {
        dialogues.add(dialogue(JSON.readTree(Files.readString(file))));
      }
      return new FactCorpus(dialogues);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Dialogue dialogue(JsonNode node) {
    ZoneId zone = ZoneId.of(node.path("zone").asString("UTC"));
    var turns = new ArrayList<Said>();
    for (JsonNode turn : node.path("turns")) {
      Instant when = LocalDateTime.parse(turn.path("time").asString()).atZone(zone).toInstant();
      turns.add(
          new Said(
              turn.path("turn").asString(),
              turn.path("speaker").asString(),
              when,
              zone,
              turn.path("text").asString()));
    }
    var facts = new ArrayList<Gold>();
    for (JsonNode fact : node.path("facts")) {
      facts.add(
          new Gold(
              fact.path("id").asString(),
              fact.path("turn").asString(),
              forms(fact, "subject"),
              fact.path("predicate").asString(),
              forms(fact, "object"),
              fact.path("text").asString(),
              fact.path("negated").asBoolean(),
              fact.path("modality").asString(),
              fact.path("category").asString(),
              fact.path("optional").asBoolean()));
    }
    var noise = new TreeSet<String>();
    node.path("noise").forEach(turn -> noise.add(turn.asString()));
    var relations = new ArrayList<Relation>();
    for (JsonNode relation : node.path("relations")) {
      relations.add(
          new Relation(
              relation.path("new").asString(),
              relation.path("old").asString(),
              relation.path("kind").asString()));
    }
    return new Dialogue(
        node.path("id").asString(), node.path("domain").asString(), turns, facts, noise, relations);
  }

  private static List<String> forms(JsonNode fact, String name) {
    var forms = new ArrayList<String>();
    forms.add(fact.path(name).asString());
    fact.path(name + "s").forEach(other -> forms.add(other.asString()));
    return forms;
  }
}
