package dev.engram.internal.projection;

import dev.engram.health.IndexProgress;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which projections are being made anew, and how far each has come. Changed on the writer's thread;
 * what {@link #note} has noted last may be read from any.
 */
final class Rebuilds {
  /** The ordinal that each has reached. */
  private final Map<Projection, Integer> reached = new HashMap<>();

  /** Those whose former content answers whole meanwhile. */
  private final Set<Projection> refreshing = new HashSet<>();

  private volatile Noted noted = new Noted(Set.of(), Set.of(), Map.of(), 0);

  private record Noted(
      Set<String> lacking, Set<String> whole, Map<String, Integer> reached, int last) {}

  /** Begins one anew, from the first row. */
  void begin(Projection projection) {
    reached.put(projection, 0);
  }

  /** The same for one that stays in use meanwhile. */
  void refresh(Projection stale) {
    begin(stale);
    refreshing.add(stale);
  }

  /** One is whole, or followed no more. */
  void end(Projection projection) {
    reached.remove(projection);
    refreshing.remove(projection);
  }

  void reached(Projection projection, int ordinal) {
    reached.put(projection, ordinal);
  }

  boolean contains(Projection projection) {
    return reached.containsKey(projection);
  }

  boolean none() {
    return reached.isEmpty();
  }

  /** Where the one is that is furthest behind. */
  int from() {
    return reached.values().stream().mapToInt(Integer::intValue).min().orElse(0);
  }

  /** Those that are there. */
  List<Projection> at(int from) {
    return reached.entrySet().stream()
        .filter(entry -> entry.getValue() == from)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Lets readers know.
   *
   * @param last the largest ordinal there is; less than what was said before counts for nothing
   */
  void note(int last) {
    noted =
        new Noted(
            names(false),
            names(true),
            reached.entrySet().stream()
                .collect(
                    Collectors.toUnmodifiableMap(
                        entry -> entry.getKey().name(), Map.Entry::getValue)),
            Math.max(last, noted.last));
  }

  private Set<String> names(boolean covered) {
    return reached.keySet().stream()
        .filter(one -> (refreshing.contains(one) || one.covered()) == covered)
        .map(Projection::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** The names of those that do not hold everything yet, so that answers lack something. */
  Set<String> lacking() {
    return noted.lacking;
  }

  /** The names of those that are made anew while answers lack nothing. */
  Set<String> whole() {
    return noted.whole;
  }

  /** How far all of these are, by name. */
  List<IndexProgress> progress(boolean paused) {
    Noted now = noted;
    return now.reached.entrySet().stream()
        .map(entry -> {
          boolean answering = now.whole.contains(entry.getKey());
          return new IndexProgress(entry.getKey(), entry.getValue(), now.last, answering, paused);
        })
        .sorted(Comparator.comparing(IndexProgress::index))
        .toList();
  }
}
