package dev.engram.internal.vault;

import dev.engram.memory.Erased;
import java.util.EnumMap;
import java.util.Map;

/** Counts what an erasure takes. Not thread-safe. */
public final class Tally {
  private final Map<Erased, Integer> counts = new EnumMap<>(Erased.class);

  /** Counts more. */
  public void add(Erased kind, int more) {
    counts.merge(kind, more, Integer::sum);
  }

  /** Adds another's counts. */
  public void add(Tally other) {
    other.counts.forEach(this::add);
  }

  /** A copy of the counts. */
  public Map<Erased, Integer> counts() {
    return Map.copyOf(counts);
  }
}
