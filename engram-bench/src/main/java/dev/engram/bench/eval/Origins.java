package dev.engram.bench.eval;

import dev.engram.bench.eval.Run.Ranked;
import dev.engram.memory.MemoryId;
import dev.engram.query.Hit;
import dev.engram.query.Recall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which texts each memory holds: one, part of one, or several when later texts restated the first.
 * For one thread.
 */
final class Origins {
  private final Map<MemoryId, Set<String>> texts = new HashMap<>();

  void add(MemoryId memory, String text) {
    texts.computeIfAbsent(memory, first -> new LinkedHashSet<>()).add(text);
  }

  /** The ids of a memory's texts, in the order they were said. */
  List<String> of(MemoryId memory) {
    return texts.getOrDefault(memory, Set.of()).stream().toList();
  }

  /** The texts of an answer, best first, each once. */
  List<Ranked> ranked(Recall recall) {
    var seen = new HashSet<String>();
    var found = new ArrayList<Ranked>();
    for (Hit hit : recall.hits()) {
      of(hit.id()).stream()
          .filter(seen::add)
          .forEach(text -> found.add(new Ranked(text, hit.score())));
    }
    return found;
  }
}
