package dev.engram.cli.demo;

import dev.engram.memory.Turn;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A year of talk between three friends, and questions about it.
 *
 * @param utterances in the order they were said
 * @param questions with what their answers must say
 */
record Conversation(List<Utterance> utterances, List<Question> questions) {
  /** Something that was said. */
  record Utterance(String session, Instant time, String speaker, String text) {
    Turn turn() {
      return Turn.said(speaker, text).in(session).at(time);
    }
  }

  /**
   * A question.
   *
   * @param text what is asked
   * @param kind what makes it hard
   * @param expected words of the turns that answer it, one turn each
   */
  record Question(String text, String kind, List<String> expected) {
    boolean answeredBy(String turn) {
      return answerIn(turn).isPresent();
    }

    /** The words of a turn that answer it. */
    Optional<String> answerIn(String turn) {
      return expected.stream().filter(turn::contains).findFirst();
    }
  }

  /** The conversation that comes with the command. */
  static Conversation bundled() {
    return new Conversation(
        read("conversation.jsonl", Conversation::utterance),
        read("questions.jsonl", Conversation::question));
  }

  private static Utterance utterance(JsonNode node) {
    return new Utterance(
        node.required("session").asString(),
        Instant.parse(node.required("time").asString()),
        node.required("speaker").asString(),
        node.required("text").asString());
  }

  private static Question question(JsonNode node) {
    return new Question(
        node.required("question").asString(),
        node.required("kind").asString(),
        node.required("expect").valueStream().map(JsonNode::asString).toList());
  }

  private static <T> List<T> read(String name, Function<JsonNode, T> reading) {
    var stream = Objects.requireNonNull(Conversation.class.getResourceAsStream(name), name);
    try (var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return lines.lines().map(JsonMapper.shared()::readTree).map(reading).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Who speaks, in order of appearance. */
  List<String> speakers() {
    return utterances.stream().map(Utterance::speaker).distinct().toList();
  }

  /** How many sessions there are. */
  long sessions() {
    return utterances.stream().map(Utterance::session).distinct().count();
  }
}
