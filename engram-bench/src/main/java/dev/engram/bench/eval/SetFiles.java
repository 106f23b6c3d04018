package dev.engram.bench.eval;

import dev.engram.bench.eval.LabelledSet.Conversation;
import dev.engram.bench.eval.LabelledSet.Question;
import dev.engram.bench.eval.LabelledSet.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a folder in one of two layouts: {@code turns.jsonl} and {@code queries.jsonl} (a memory
 * set), or {@code corpus.jsonl}, {@code queries.jsonl} and {@code qrels.tsv} (BEIR's). The answers
 * that a memory set holds are not read.
 */
public final class SetFiles {
  private static final String COLLECTION = "collection";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private SetFiles() {}

  /**
   * Reads a set.
   *
   * @throws IllegalArgumentException if the folder has neither layout
   * @throws UncheckedIOException if a file cannot be read
   */
  public static LabelledSet read(Path folder) {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    if (Files.exists(folder.resolve("turns.jsonl"))) {
      return conversations(name, folder);
    }
    if (Files.exists(folder.resolve("corpus.jsonl"))) {
      return documents(name, folder);
    }
    throw new IllegalArgumentException(
        folder + " holds neither turns.jsonl (a memory set) nor corpus.jsonl (a document set)");
  }

  private static LabelledSet conversations(String name, Path folder) {
    var texts = new LinkedHashMap<String, List<Text>>();
    for (JsonNode turn : lines(folder.resolve("turns.jsonl"))) {
      texts
          .computeIfAbsent(required(turn, "conversation"), first -> new ArrayList<>())
          .add(
              new Text(
                  required(turn, "turn"),
                  optional(turn, "session"),
                  optional(turn, "speaker"),
                  optional(turn, "time").map(SetFiles::instant),
                  required(turn, "text")));
    }
    var questions = new ArrayList<Question>();
    for (JsonNode query : lines(folder.resolve("queries.jsonl"))) {
      JsonNode visible = query.path("visible_turns");
      questions.add(
          new Question(
              required(query, "id"),
              required(query, "conversation"),
              required(query, "type"),
              required(query, "query"),
              optional(query, "asked_at").map(SetFiles::instant),
              visible.isNumber() ? OptionalInt.of(visible.asInt()) : OptionalInt.empty(),
              grades(strings(query.path("gold_turns"))),
              strings(query.path("gold_sessions"))));
    }
    return new LabelledSet(name, LabelledSet.Kind.CONVERSATIONS, conversations(texts), questions);
  }

  private static List<Conversation> conversations(Map<String, List<Text>> texts) {
    return texts.entrySet().stream()
        .map(entry -> new Conversation(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Map<String, Integer> grades(Set<String> gold) {
    var grades = new HashMap<String, Integer>();
    gold.forEach(one -> grades.put(one, 1));
    return grades;
  }

  private static LabelledSet documents(String name, Path folder) {
    var texts = new ArrayList<Text>();
    for (JsonNode document : lines(folder.resolve("corpus.jsonl"))) {
      String body = document.path("text").asString("");
      String title = document.path("title").asString("");
      texts.add(
          new Text(
              required(document, "_id"),
              Optional.empty(),
              Optional.empty(),
              Optional.empty(),
              title.isBlank() ? body : title + ". " + body));
    }
    Map<String, Map<String, Integer>> labels = labels(folder.resolve("qrels.tsv"));
    var questions = new ArrayList<Question>();
    for (JsonNode query : lines(folder.resolve("queries.jsonl"))) {
      String id = required(query, "_id");
      if (labels.containsKey(id)) {
        questions.add(
            new Question(
                id,
                COLLECTION,
                "query",
                required(query, "text"),
                Optional.empty(),
                OptionalInt.empty(),
                labels.get(id),
                Set.of()));
      }
    }
    return new LabelledSet(
        name, LabelledSet.Kind.DOCUMENTS, List.of(new Conversation(COLLECTION, texts)), questions);
  }

  private static Map<String, Map<String, Integer>> labels(Path file) {
    var labels = new HashMap<String, Map<String, Integer>>();
    for (String line : text(file)) {
      String[] fields = line.split("\t", -1);
      if (fields.length == 3 && !fields[0].equals("query-id")) {
        int grade = Integer.parseInt(fields[2].strip());
        if (grade > 0) {
          labels.computeIfAbsent(fields[0], first -> new HashMap<>()).put(fields[1], grade);
        }
      }
    }
    return labels;
  }

  private static Instant instant(String local) {
    return LocalDateTime.parse(local).toInstant(ZoneOffset.UTC);
  }

  private static Set<String> strings(JsonNode array) {
    var strings = new LinkedHashSet<String>();
    array.forEach(one -> strings.add(one.asString()));
    return strings;
  }

  private static String required(JsonNode node, String field) {
    return optional(node, field)
        .orElseThrow(() -> new IllegalArgumentException("a line has no field " + field));
  }

  private static Optional<String> optional(JsonNode node, String field) {
    JsonNode value = node.path(field);
    return value.isString() ? Optional.of(value.asString()) : Optional.empty();
  }

  private static List<JsonNode> lines(Path file) {
    var nodes = new ArrayList<JsonNode>();
    int number = 0;
    for (String line : text(file)) {
      number++;
      if (!line.isBlank()) {
        try {
          nodes.add(JSON.readTree(line));
        } catch (JacksonException e) {
          throw new IllegalArgumentException(file + ":" + number + " is no JSON", e);
        }
      }
    }
    return nodes;
  }

  private static List<String> text(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
