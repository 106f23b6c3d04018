package dev.engram.internal.outward;

import dev.engram.internal.screen.prompt.PromptFrame;
import dev.engram.memory.SecurityTier;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/**
 * A prompt, and the JSON object in it, if there is one, with or without a frame around. The
 * object's strings are judged as what they say: escapes hide a value from a detector. What stands
 * around it is judged as well.
 *
 * @param before all of it, if there is no object; what stands before one
 * @param object what is quoted
 * @param after what stands behind it
 */
record Quoted(String before, Optional<JsonNode> object, String after) {
  /** Members whose values are names of persons. */
  private static final Set<String> NAMES = Set.of("speaker", "addressee");

  static Quoted in(String prompt) {
    int from = prompt.indexOf('{');
    int to = prompt.lastIndexOf('}') + 1;
    if (from >= 0 && to > from) {
      try {
        JsonNode node = JsonMapper.shared().readTree(prompt.substring(from, to));
        return new Quoted(prompt.substring(0, from), Optional.of(node), prompt.substring(to));
      } catch (JacksonException plain) {
        return new Quoted(prompt, Optional.empty(), "");
      }
    }
    return new Quoted(prompt, Optional.empty(), "");
  }

  /** What is to be judged: what stands before, the strings in order, what stands behind. */
  List<Passage> passages() {
    var all = new ArrayList<Passage>();
    all.add(Passage.of(before));
    object.ifPresent(node -> all.addAll(strings(node)));
    all.add(Passage.of(after));
    return all;
  }

  /** The prompt with other words, in the order of {@link #passages()}. */
  String worded(Iterator<String> words) {
    var out = new StringBuilder(words.next());
    object
        .map(node -> mapped(node, text -> words.next()).toString())
        .map(json -> before.isEmpty() ? json : PromptFrame.plain(json))
        .ifPresent(out::append);
    return out.append(words.next()).toString();
  }

  private static List<Passage> strings(JsonNode node) {
    var names = new ArrayList<String>();
    var texts = new ArrayList<String>();
    collect("", node, texts, names);
    Set<String> known = Set.copyOf(names.stream().filter(Quoted::isName).toList());
    return texts.stream().map(text -> new Passage(text, SecurityTier.CLEARTEXT, known)).toList();
  }

  private static void collect(
      String member, JsonNode node, List<String> texts, List<String> names) {
    switch (node) {
      case StringNode string -> {
        texts.add(string.stringValue());
        if (NAMES.contains(member)) {
          names.add(string.stringValue());
        }
      }
      case ObjectNode object ->
          object.properties().forEach(one -> collect(one.getKey(), one.getValue(), texts, names));
      case ArrayNode array -> array.forEach(one -> collect(member, one, texts, names));
      default -> {
        // numbers and truth values say what texts beside them say
      }
    }
  }

  /** A role such as "user" is nobody's name. */
  private static boolean isName(String name) {
    return !name.isBlank() && Character.isUpperCase(name.codePointAt(0));
  }

  private static JsonNode mapped(JsonNode node, UnaryOperator<String> words) {
    return switch (node) {
      case StringNode string ->
          JsonNodeFactory.instance.stringNode(words.apply(string.stringValue()));
      case ObjectNode object -> {
        var copy = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(one -> copy.set(one.getKey(), mapped(one.getValue(), words)));
        yield copy;
      }
      case ArrayNode array -> {
        var copy = JsonNodeFactory.instance.arrayNode();
        array.forEach(one -> copy.add(mapped(one, words)));
        yield copy;
      }
      default -> node;
    };
  }

  /** Shows sizes only: the words are content. */
  @Override
  public String toString() {
    return "Quoted[" + before.length() + ", " + after.length() + " characters]";
  }
}
