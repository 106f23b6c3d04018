package dev.engram.bench.injection;

import dev.engram.internal.screen.injection.InjectionFeatures;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A text that somebody called an injection or honest.
 *
 * @param text the text
 * @param attack whether it is an injection
 * @param windows its features
 */
record LabelledText(String text, boolean attack, List<InjectionFeatures> windows) {
  private static final int SHINGLE = 6;

  static LabelledText of(String text, boolean attack) {
    return new LabelledText(text, attack, InjectionFeatures.windows(text));
  }

  static List<LabelledText> read(Path file) {
    var all = new ArrayList<LabelledText>();
    try {
      for (String line : Files.readAllLines(file)) {
        if (!line.isBlank()) {
          JsonNode node = JsonMapper.builder().build().readTree(line);
          if (!node.has("text") || !node.has("label")) {
            throw new IllegalArgumentException(file + " holds a line without text or label");
          }
          all.add(of(node.path("text").asString(), node.path("label").asInt() == 1));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " is no JSON, a line a text", e);
    }
    if (all.isEmpty()) {
      throw new IllegalArgumentException(file + " holds no texts");
    }
    return all;
  }

  /**
   * Numbers texts so that those which share six words in a row have the same number: attacks are
   * often pasted behind a question that stands alone elsewhere, and a fold must not see both.
   */
  static int[] groups(List<LabelledText> all) {
    int[] parent = new int[all.size()];
    var first = new HashMap<String, Integer>();
    for (int i = 0; i < parent.length; i++) {
      parent[i] = i;
      String[] words = all.get(i).text().toLowerCase(Locale.ROOT).split("\\W+", -1);
      for (int at = 0; at + SHINGLE <= words.length; at++) {
        String shingle = String.join(" ", List.of(words).subList(at, at + SHINGLE));
        Integer other = first.putIfAbsent(shingle, i);
        if (other != null) {
          parent[root(parent, i)] = root(parent, other);
        }
      }
    }
    int[] groups = new int[parent.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = root(parent, i);
    }
    return groups;
  }

  private static int root(int[] parent, int of) {
    int at = of;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}
