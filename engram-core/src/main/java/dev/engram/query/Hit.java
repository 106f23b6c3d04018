package dev.engram.query;

import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A recalled memory.
 *
 * @param memory what was recalled
 * @param score the final score, larger is better, comparable within one answer only
 * @param tokens what the text costs in the query's token budget; 0 when it has none
 * @param evidence what each signal said, largest contribution first
 * @param trust how far it can be relied on
 */
public record Hit(Memory memory, double score, int tokens, List<Evidence> evidence, Trust trust) {
  public Hit {
    evidence = List.copyOf(evidence);
  }

  /** The memory's id. */
  public MemoryId id() {
    return memory.id();
  }

  /** The memory's text. */
  public String text() {
    return memory.text();
  }

  /** Why it was recalled, in one line: {@code semantic #1 0.83 (+0.62), lexical #4 5.1 (+0.21)}. */
  public String why() {
    return evidence.stream()
        .map(e ->
            String.format(
                Locale.ROOT,
                "%s #%d %.3g (%+.3f)",
                e.signal(),
                e.rank(),
                e.score(),
                e.contribution()))
        .collect(Collectors.joining(", "));
  }

  /** Shows id and score only: text is content. */
  @Override
  public String toString() {
    return "Hit[" + id() + ", score=" + score + "]";
  }
}
