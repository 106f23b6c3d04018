package dev.engram.internal.capture.metadata;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.Metadata;
import dev.engram.memory.Metadata.Quantity;
import dev.engram.memory.Metadata.Version;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes metadata as compact JSON and reads it back: what is empty is left out, a version is {@code
 * [number]} or {@code [number, of]}, a quantity {@code [value, unit, text]}. Fields that are not
 * known are passed over, so that older readers read newer files. Thread-safe.
 */
public final class MetadataJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private MetadataJson() {}

  /** The metadata as JSON, {@code {}} if there is none. */
  public static String write(Metadata metadata) {
    ObjectNode root = MAPPER.createObjectNode();
    texts(root, "people", metadata.people());
    texts(root, "technologies", metadata.technologies());
    texts(root, "paths", metadata.paths());
    texts(root, "urls", metadata.urls());
    texts(root, "emails", metadata.emails());
    metadata.codeLanguage().ifPresent(language -> root.put("code", language));
    if (!metadata.versions().isEmpty()) {
      ArrayNode list = root.putArray("versions");
      for (Version version : metadata.versions()) {
        ArrayNode one = list.addArray().add(version.number());
        version.of().ifPresent(one::add);
      }
    }
    if (!metadata.quantities().isEmpty()) {
      ArrayNode list = root.putArray("quantities");
      for (Quantity quantity : metadata.quantities()) {
        list.addArray().add(quantity.value()).add(quantity.unit()).add(quantity.text());
      }
    }
    texts(root, "topics", metadata.topics());
    return MAPPER.writeValueAsString(root);
  }

  private static void texts(ObjectNode root, String field, List<String> values) {
    if (!values.isEmpty()) {
      ArrayNode list = root.putArray(field);
      values.forEach(list::add);
    }
  }

  /**
   * Reads {@link #write}.
   *
   * @throws InvalidInputException if the text is no such JSON or breaks a bound
   */
  public static Metadata read(String json) {
    JsonNode root;
    try {
      root = MAPPER.readTree(json);
    } catch (JacksonException e) {
      throw InvalidInputException.of(
          "metadata.json", "is no JSON, " + json.length() + " characters");
    }
    if (!root.isObject()) {
      throw InvalidInputException.of("metadata.json", "is no object");
    }
    JsonNode code = root.path("code");
    return new Metadata(
        texts(root, "people"),
        texts(root, "technologies"),
        texts(root, "paths"),
        texts(root, "urls"),
        texts(root, "emails"),
        code.isString() ? Optional.of(code.asString()) : Optional.empty(),
        versions(root),
        quantities(root),
        texts(root, "topics"));
  }

  private static List<String> texts(JsonNode root, String field) {
    var found = new ArrayList<String>();
    for (JsonNode value : root.path(field)) {
      if (value.isString()) {
        found.add(value.asString());
      }
    }
    return found;
  }

  private static List<Version> versions(JsonNode root) {
    var found = new ArrayList<Version>();
    for (JsonNode one : root.path("versions")) {
      if (one.path(0).isString()) {
        boolean of = one.path(1).isString();
        found.add(
            new Version(
                of ? Optional.of(one.path(1).asString()) : Optional.empty(),
                one.path(0).asString()));
      }
    }
    return found;
  }

  private static List<Quantity> quantities(JsonNode root) {
    var found = new ArrayList<Quantity>();
    for (JsonNode one : root.path("quantities")) {
      if (one.path(0).isNumber() && one.path(1).isString() && one.path(2).isString()) {
        found.add(
            new Quantity(one.path(0).asDouble(), one.path(1).asString(), one.path(2).asString()));
      }
    }
    return found;
  }
}
