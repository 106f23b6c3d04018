package dev.engram.internal.recall.quality;

import dev.engram.internal.recall.quality.RecentRecalls.Graded;
import dev.engram.internal.vault.EventTable;
import dev.engram.internal.vault.EventTable.Event;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.UsageTable;
import dev.engram.internal.vault.UsageTable.Usage;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What recalls leave behind, gathered in RAM so that a recall never writes, and written in batches
 * while the engine is idle and when it is closed. A crash loses what was not written yet: a count
 * of recalls, never a judgement. Bounded: what is too much is not counted. Thread-safe.
 */
final class Telemetry {
  static final int MOST_MEMORIES = 4_096;
  static final int MOST_EVENTS = 512;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private Batch batch = new Batch();

  private record Recalled(int times, Instant last) {}

  /** What waits to be written. */
  static final class Batch {
    private final Map<Integer, Recalled> usage = new HashMap<>();
    private final List<Event> events = new ArrayList<>();
    private final Map<Long, Graded> grades = new LinkedHashMap<>();

    boolean isEmpty() {
      return usage.isEmpty() && events.isEmpty() && grades.isEmpty();
    }

    void write(Transaction tx) throws SQLException {
      for (Event event : events) {
        EventTable.put(tx, event);
      }
      for (Graded grade : grades.values()) {
        EventTable.grade(tx, grade.seq(), grade.memories(), grade.ndcg());
      }
      EventTable.trim(tx);
      for (var one : usage.entrySet()) {
        UsageTable.recalled(tx, one.getKey(), one.getValue().times, one.getValue().last);
      }
    }
  }

  /** Notes a recall and the memories that answered. */
  synchronized void add(Event event, List<Integer> roots) {
    if (batch.events.size() < MOST_EVENTS) {
      batch.events.add(event);
    }
    for (int root : roots) {
      if (batch.usage.size() < MOST_MEMORIES || batch.usage.containsKey(root)) {
        batch.usage.merge(
            root,
            new Recalled(1, event.moment()),
            (before, one) -> new Recalled(before.times + 1, one.last));
      }
    }
  }

  /** Notes what a judgement says of a recall. */
  synchronized void add(Graded grade) {
    batch.grades.put(grade.seq(), grade);
  }

  /** Counters of the vault with what is not there yet. */
  synchronized Usage with(int root, Usage stored) {
    Recalled more = batch.usage.get(root);
    return more == null ? stored : stored.and(more.times, more.last);
  }

  /** Whether enough has come together, or for long enough. */
  synchronized boolean due(Instant now) {
    if (batch.events.isEmpty()) {
      return !batch.grades.isEmpty();
    }
    return batch.events.size() >= MOST_EVENTS / 2
        || Duration.between(batch.events.getFirst().moment(), now).compareTo(PATIENCE) >= 0;
  }

  /** Takes what waits. */
  synchronized Batch take() {
    Batch taken = batch;
    batch = new Batch();
    return taken;
  }
}
