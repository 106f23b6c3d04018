package dev.engram.memory;

import java.util.List;

/**
 * What capture found in a memory besides its words.
 *
 * @param sizes four lengths of it
 * @param affect how it was felt
 * @param metadata what it names
 * @param times when what it tells of happened, as far as it says, in order of the text
 * @param reasons why it matters as much as it does, one short line each
 */
public record Annotations(
    TieredContent sizes,
    Affect affect,
    Metadata metadata,
    List<TimeSpan> times,
    List<String> reasons) {
  public Annotations {
    times = List.copyOf(times);
    reasons = List.copyOf(reasons);
  }

  /** Shows counts only: the words are content. */
  @Override
  public String toString() {
    return "Annotations[" + times.size() + " times, " + reasons.size() + " reasons]";
  }
}
