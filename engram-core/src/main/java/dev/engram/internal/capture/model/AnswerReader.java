package dev.engram.internal.capture.model;

import dev.engram.memory.Category;
import dev.engram.memory.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a model's words strictly: one object of the asked form, perhaps with prose or a fence
 * around it. Every field must be there, of its type and within its bounds, and no other; a key that
 * comes twice, deep nesting, numbers that are none and characters that are no text make it
 * malformed. What is read is bounded before it is parsed.
 *
 * <p>Thread-safe; linear in the answer's length.
 */
final class AnswerReader {
  static final int LONGEST_ANSWER = 64 << 10;
  static final int MOST_FACTS = 16;

  /** Prose may hold a bracket or two before the object begins. */
  private static final int MOST_OPENINGS = 4;

  private static final Set<String> TOP = Set.of("facts", "summary", "key_fact");
  private static final Set<String> FACT =
      Set.of(
          "text",
          "subject",
          "predicate",
          "object",
          "negated",
          "modality",
          "category",
          "confidence",
          "quote");
  private static final List<String> MODALITIES =
      Arrays.stream(Modality.values()).map(Modality::label).toList();

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(8)
                          .maxStringLength(LONGEST_ANSWER)
                          .maxNumberLength(40)
                          .maxNameLength(64)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private AnswerReader() {}

  static Answer read(String words) {
    if (words.length() > LONGEST_ANSWER) {
      return new Answer.Malformed("the answer is longer than " + LONGEST_ANSWER + " characters");
    }
    int thought = words.lastIndexOf("</think>");
    int at = words.indexOf('{', Math.max(thought, 0));
    var problem = "the answer holds no JSON object";
    for (int opening = 0; opening < MOST_OPENINGS && at >= 0; opening++) {
      var tree = tree(words.substring(at));
      if (tree.isPresent() && tree.get().has("facts")) {
        return checked(tree.get());
      }
      if (opening == 0) {
        problem =
            tree.isPresent()
                ? "the object has no field facts"
                : "the answer is not valid JSON, or not complete";
      }
      at = words.indexOf('{', at + 1);
    }
    return new Answer.Malformed(problem);
  }

  private static Optional<JsonNode> tree(String words) {
    try {
      return Optional.of(MAPPER.readTree(words)).filter(JsonNode::isObject);
    } catch (JacksonException notJson) {
      return Optional.empty();
    }
  }

  /** Says what is wrong, to the reader alone. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Wrong(String problem) {
      super(problem, null, false, false);
    }
  }

  private static Answer checked(JsonNode tree) {
    try {
      requireFields("the object", tree, TOP);
      var facts = tree.path("facts");
      if (!facts.isArray() || facts.size() > MOST_FACTS) {
        throw new Wrong("facts must be a list of at most " + MOST_FACTS);
      }
      var claims = new ArrayList<Answer.Claim>(facts.size());
      for (int i = 0; i < facts.size(); i++) {
        claims.add(claim("facts[" + i + "]", facts.path(i)));
      }
      return new Answer.Read(
          List.copyOf(claims),
          text("", tree, "summary", 0, 800),
          text("", tree, "key_fact", 0, 200));
    } catch (Wrong wrong) {
      return new Answer.Malformed(String.valueOf(wrong.getMessage()));
    }
  }

  private static void requireFields(String place, JsonNode node, Set<String> fields) {
    if (!node.isObject()) {
      throw new Wrong(place + " must be an object");
    }
    var missing = new TreeSet<>(fields);
    missing.removeAll(node.propertyNames());
    if (!missing.isEmpty()) {
      throw new Wrong(place + " lacks " + String.join(", ", missing));
    }
    if (node.size() > fields.size()) {
      throw new Wrong(place + " has fields that were not asked for");
    }
  }

  private static Answer.Claim claim(String place, JsonNode fact) {
    requireFields(place, fact, FACT);
    var negated = fact.path("negated");
    if (!negated.isBoolean()) {
      throw new Wrong(place + ".negated must be true or false");
    }
    var confidence = fact.path("confidence");
    double value = confidence.isNumber() ? confidence.doubleValue() : Double.NaN;
    if (!(value >= 0 && value <= 1)) {
      throw new Wrong(place + ".confidence must be a number from 0 to 1");
    }
    return new Answer.Claim(
        text(place + ".", fact, "text", 1, 600),
        text(place + ".", fact, "subject", 1, 150),
        text(place + ".", fact, "predicate", 1, 150),
        text(place + ".", fact, "object", 1, 400),
        negated.booleanValue(),
        Modality.parse(oneOf(place, fact, "modality", MODALITIES)),
        new Category(
            oneOf(
                place,
                fact,
                "category",
                Category.CANONICAL.stream().map(Category::label).toList())),
        value,
        text(place + ".", fact, "quote", 1, 400));
  }

  private static String oneOf(String place, JsonNode fact, String field, List<String> labels) {
    var label = fact.path(field).asString("").strip().toLowerCase(Locale.ROOT);
    if (!fact.path(field).isString() || !labels.contains(label)) {
      throw new Wrong(place + "." + field + " must be one of " + String.join(", ", labels));
    }
    return label;
  }

  private static String text(String place, JsonNode node, String field, int least, int most) {
    var value = node.path(field);
    if (!value.isString()) {
      throw new Wrong(place + field + " must be a string");
    }
    var text = value.asString().strip();
    if (text.length() < least || text.length() > most) {
      throw new Wrong(place + field + " must have " + least + " to " + most + " characters");
    }
    if (!isText(text)) {
      throw new Wrong(place + field + " holds characters that are no text");
    }
    return text;
  }

  private static boolean isText(String text) {
    return text.codePoints()
        .noneMatch(c ->
            (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                || (Character.isISOControl(c) && c != '\n' && c != '\t'));
  }
}
