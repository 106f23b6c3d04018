package dev.engram.internal.archive;

import dev.engram.fault.InvalidInputException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads fields that somebody else wrote: each has the type it must have, or is none. */
final class Fields {
  private static final int MOST_ENTRIES = 64;

  private Fields() {}

  static Optional<String> text(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    return value != null && value.isString() ? Optional.of(value.stringValue()) : Optional.empty();
  }

  static String requiredText(ObjectNode node, String name) {
    return text(node, name).orElseThrow(() -> InvalidInputException.of(name, "is no text"));
  }

  /** A finite number. */
  static OptionalDouble number(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isNumber()) {
      return OptionalDouble.empty();
    }
    double number = value.asDouble(Double.NaN);
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  static boolean flag(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    return value != null && value.isBoolean() && value.booleanValue();
  }

  static List<String> texts(ObjectNode node, String name) {
    JsonNode value = node.get(name);
    if (value == null || !value.isArray() || value.size() > MOST_ENTRIES) {
      throw InvalidInputException.of(name, "is no list of at most " + MOST_ENTRIES + " texts");
    }
    var texts = new ArrayList<String>(value.size());
    for (JsonNode entry : value) {
      if (!entry.isString()) {
        throw InvalidInputException.of(name, "holds something that is no text");
      }
      texts.add(entry.stringValue());
    }
    return texts;
  }

  /** An instant, if the field holds one. */
  static Optional<Instant> instant(ObjectNode node, String name) {
    try {
      return text(node, name).filter(value -> value.length() <= 64).map(Instant::parse);
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}
