package dev.engram.internal.screen.personal;

import dev.engram.internal.capture.word.Resource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Word lists in sections: a line {@code [name]} opens one; entries stand between semicolons. Read
 * once, then immutable.
 */
final class Lists {
  private final Map<String, Set<String>> sections;

  private Lists(Map<String, Set<String>> sections) {
    this.sections = sections;
  }

  static Lists read(String name) {
    var sections = new HashMap<String, Set<String>>();
    Set<String> open = new HashSet<>();
    for (String entry : Resource.entries(Lists.class, name)) {
      int close = entry.startsWith("[") ? entry.indexOf(']') : -1;
      if (close > 0) {
        open = sections.computeIfAbsent(entry.substring(1, close), first -> new HashSet<>());
      } else {
        open.add(entry);
      }
    }
    return new Lists(Map.copyOf(sections));
  }

  /** The entries of a section, in lower case. */
  Set<String> of(String section) {
    Set<String> found = sections.get(section);
    if (found == null) {
      throw new IllegalStateException("no such list: " + section);
    }
    return Set.copyOf(found);
  }
}
