package dev.engram.internal.capture.importance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The lists in {@code light-words.txt}. Immutable after loading. */
final class LightWords {
  static final Set<String> FUNCTION;
  static final Set<String> PHATIC;
  static final Set<String> EVALUATIVE;
  static final Set<String> TIME;
  static final Set<String> SELF;
  static final Set<String> OTHER;
  static final Set<String> PAST;

  static {
    Map<String, Set<String>> sections = read();
    FUNCTION = section(sections, "function");
    PHATIC = section(sections, "phatic");
    EVALUATIVE = section(sections, "evaluative");
    TIME = section(sections, "time");
    SELF = section(sections, "self");
    OTHER = section(sections, "other");
    PAST = section(sections, "past");
  }

  private LightWords() {}

  private static Set<String> section(Map<String, Set<String>> sections, String name) {
    return Set.copyOf(sections.getOrDefault(name, Set.of()));
  }

  private static Map<String, Set<String>> read() {
    var sections = new HashMap<String, Set<String>>();
    Set<String> open = new HashSet<>();
    for (String line : Resource.lines("light-words.txt")) {
      if (line.startsWith("[")) {
        open = new HashSet<>();
        sections.put(line.substring(1, line.length() - 1), open);
      } else {
        open.addAll(Set.of(line.split(" ", -1)));
      }
    }
    return sections;
  }

  /** Reads the package's resources. */
  static final class Resource {
    private Resource() {}

    /** Lines but for comments and blank ones. */
    static List<String> lines(String name) {
      String path = "/dev/engram/internal/capture/importance/" + name;
      try (var in = LightWords.class.getResourceAsStream(path)) {
        if (in == null) {
          throw new IllegalStateException("the library lacks its resource " + name);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> !line.startsWith("#") && !line.isBlank())
            .toList();
      } catch (IOException broken) {
        throw new UncheckedIOException("cannot read the resource " + name, broken);
      }
    }
  }
}
