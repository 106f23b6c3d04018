package dev.engram.bench.vectors.soak;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What went wrong, how often, and the first of it. Thread-safe. */
public final class Faults {
  private final Map<String, Long> counts = new TreeMap<>();
  private Optional<Throwable> first = Optional.empty();

  synchronized void note(String kind) {
    counts.merge(kind, 1L, Long::sum);
  }

  synchronized void note(String kind, Throwable thrown) {
    note(kind);
    if (first.isEmpty()) {
      first = Optional.of(thrown);
    }
  }

  /** How often each kind of fault was seen; empty when all went well. */
  public synchronized Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  /** The first exception. */
  public synchronized Optional<Throwable> first() {
    return first;
  }
}
