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
 * @param form how much of it is shown
 * @param text what is shown of it; the memory has its whole text
 * @param score the final score, larger is better, comparable within one answer only; to a principal
 *     that is not trusted the one number that stands for its {@link Band}
 * @param tokens what the shown text costs in the query's token budget, without the separator; 0
 *     when it has none
 * @param evidence what each signal said, largest contribution first; nothing to a principal that is
 *     not trusted
 * @param trust how far it can be relied on; to a principal that is not trusted each part in bands
 */
public record Hit(
    Memory memory,
    Form form,
    String text,
    double score,
    int tokens,
    List<Evidence> evidence,
    Trust trust) {
  public Hit {
    evidence = List.copyOf(evidence);
  }

  /** The memory's id. */
  public MemoryId id() {
    return memory.id();
  }

  /** Whether it looks like an instruction to a model; such a hit was asked for. */
  public boolean flagged() {
    return memory.traits().flagged();
  }

  /** How much of the question it answers, coarsely; all that an untrusted principal is told. */
  public Band band() {
    return Band.of(trust.relevance());
  }

  /**
   * Why it was recalled, in one line: {@code semantic #1 0.83 (+0.62), lexical #4 5.1 (+0.21)}; to
   * a principal that is not trusted the name of its band.
   */
  public String why() {
    if (evidence.isEmpty()) {
      return band().label();
    }
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

  /** Shows id, form and score only: text is content. */
  @Override
  public String toString() {
    return "Hit[" + id() + ", " + form + ", score=" + score + "]";
  }
}
