package dev.engram.cli.material;

import dev.engram.cli.vault.Readings;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.Placement;
import dev.engram.memory.Turn;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.TypeConversionException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Turns as lines of JSON: {@code text} (or {@code content}), and if known {@code speaker} (or
 * {@code role}), {@code time} (or {@code timestamp}) and {@code session}. Other fields are passed
 * over, blank lines too. A line that is wrong is named by its number and nothing else: its words
 * are nobody's business.
 */
final class ChatLines {
  /** Numbers above this are milliseconds since 1970, others seconds. */
  private static final double MOST_SECONDS = 1e11;

  private final ZoneId zone;
  private final Optional<String> speaker;
  private final String session;
  private final Filing filing;

  /**
   * How lines are read.
   *
   * @param zone of times that name none
   * @param speaker of lines that name none
   * @param session of lines that name none: the lines of a file belong together
   * @param filing how all are filed; a line's own time stands above it
   */
  ChatLines(ZoneId zone, Optional<String> speaker, String session, Filing filing) {
    this.zone = zone;
    this.speaker = speaker;
    this.session = session;
    this.filing = filing;
  }

  /**
   * Reads all lines.
   *
   * @throws InvalidInputException naming the first line that is wrong
   */
  List<Turn> read(String text) {
    var turns = new ArrayList<Turn>();
    int number = 0;
    for (String line : (Iterable<String>) text.lines()::iterator) {
      number++;
      if (!line.isBlank()) {
        turns.add(turn(number, line));
      }
    }
    return turns;
  }

  private Turn turn(int number, String line) {
    JsonNode node = object(number, line);
    String text = text(node).orElseThrow(() -> wrong(number, "has no text"));
    Optional<Instant> when = time(number, node);
    try {
      Placement filed = filing.over(Turn.note("a").placement());
      return new Turn(
          name(node, "speaker", "role").or(() -> speaker),
          text,
          Optional.of(name(node, "session", "session").orElse(session)),
          when.map(filed::at).orElse(filed));
    } catch (InvalidInputException refused) {
      throw wrong(number, "is refused: " + withoutCode(refused));
    }
  }

  private static JsonNode object(int number, String line) {
    try {
      JsonNode node = JsonMapper.shared().readTree(line);
      if (node.isObject()) {
        return node;
      }
    } catch (JacksonException broken) {
      // answered below: its message would show the line
    }
    throw wrong(number, "is no JSON object");
  }

  private static Optional<String> text(JsonNode node) {
    JsonNode own = node.path("text");
    return words(own.isMissingNode() ? node.path("content") : own);
  }

  /** A text, or what exports of chats have as well: parts of one. */
  private static Optional<String> words(JsonNode node) {
    if (node.isString()) {
      return Optional.of(node.asString());
    }
    if (node.isArray()) {
      String parts =
          node.valueStream()
              .map(part -> part.isObject() ? part.path("text") : part)
              .filter(JsonNode::isString)
              .map(JsonNode::asString)
              .collect(Collectors.joining("\n"));
      return Optional.of(parts).filter(found -> !found.isBlank());
    }
    return Optional.empty();
  }

  private static Optional<String> name(JsonNode node, String first, String second) {
    JsonNode found = node.path(first);
    found = found.isMissingNode() ? node.path(second) : found;
    return found.isString() || found.isNumber()
        ? Optional.of(found.asString()).filter(name -> !name.isBlank())
        : Optional.empty();
  }

  private Optional<Instant> time(int number, JsonNode node) {
    JsonNode found = node.path("time");
    found = found.isMissingNode() ? node.path("timestamp") : found;
    if (found.isMissingNode() || found.isNull()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          found.isNumber() ? since1970(found.asDouble()) : Readings.time(found.asString(), zone));
    } catch (TypeConversionException | DateTimeException | JacksonException unreadable) {
      throw wrong(
          number,
          "has a time that cannot be read; it should look like 2025-03-14T09:30 or have an offset");
    }
  }

  private static Instant since1970(double number) {
    double millis = Math.abs(number) > MOST_SECONDS ? number : number * 1_000;
    return Instant.ofEpochMilli(Math.round(millis));
  }

  private static String withoutCode(InvalidInputException refused) {
    String message = String.valueOf(refused.getMessage());
    return message.substring(message.indexOf(' ') + 1);
  }

  private static InvalidInputException wrong(int number, String problem) {
    return InvalidInputException.of("line " + number, problem);
  }
}
