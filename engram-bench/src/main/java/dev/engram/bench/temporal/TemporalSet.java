package dev.engram.bench.temporal;

import dev.engram.internal.capture.text.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Labelled texts, in the layout of Recognizers-Text's test files. */
final class TemporalSet {
  private static final LocalDateTime UNSTATED = LocalDateTime.of(2016, 11, 7, 0, 0);
  private static final String TYPE = "datetimeV2.";
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private TemporalSet() {}

  /**
   * A text.
   *
   * @param input the words
   * @param said when they were said; a fixed time where the file does not tell
   * @param expected what they hold
   */
  record Case(String input, LocalDateTime said, List<Expected> expected) {}

  /**
   * An expression.
   *
   * @param span where it stands
   * @param type such as {@code daterange}
   * @param values every value that is right; none if the file leaves it unresolved
   */
  record Expected(Span span, String type, List<Value> values) {}

  /**
   * A value.
   *
   * @param value a point or a length, if it is one
   * @param start where a stretch begins, if it does
   * @param end where it ends, if it does
   */
  record Value(Optional<String> value, Optional<String> start, Optional<String> end) {}

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException if it is not of the layout
   */
  static List<Case> read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
    JsonNode root;
    try {
      root = JSON.readTree(text.startsWith("\uFEFF") ? text.substring(1) : text);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " is no JSON", e);
    }
    if (!root.isArray()) {
      throw new IllegalArgumentException(file + " holds no array of labelled texts");
    }
    var cases = new ArrayList<Case>();
    for (JsonNode node : root) {
      cases.add(read(node));
    }
    return cases;
  }

  private static Case read(JsonNode node) {
    String input = node.path("Input").asString("");
    LocalDateTime said =
        text(node.path("Context").path("ReferenceDateTime"))
            .map(LocalDateTime::parse)
            .orElse(UNSTATED);
    var expected = new ArrayList<Expected>();
    for (JsonNode result : node.path("Results")) {
      expected.add(expected(input, result));
    }
    return new Case(input, said, expected);
  }

  private static Expected expected(String input, JsonNode result) {
    String type = text(result.path("TypeName")).or(() -> text(result.path("Typename"))).orElse("");
    String words = result.path("Text").asString("");
    int found = input.toLowerCase(Locale.ROOT).indexOf(words.toLowerCase(Locale.ROOT));
    int start = result.path("Start").asInt(Math.max(0, found));
    int end = result.path("End").asInt(start + words.length() - 1) + 1;
    var values = new ArrayList<Value>();
    for (JsonNode value : result.path("Resolution").path("values")) {
      Optional<String> point = text(value.path("value")).filter(v -> !v.equals("not resolved"));
      Optional<String> from = text(value.path("start"));
      Optional<String> to = text(value.path("end"));
      if (point.isPresent() || from.isPresent() || to.isPresent()) {
        values.add(new Value(point, from, to));
      }
    }
    String kind = type.startsWith(TYPE) ? type.substring(TYPE.length()) : type;
    return new Expected(new Span(start, Math.max(start, end)), kind, values);
  }

  private static Optional<String> text(JsonNode node) {
    return node.isString() || node.isNumber() ? Optional.of(node.asString()) : Optional.empty();
  }
}
