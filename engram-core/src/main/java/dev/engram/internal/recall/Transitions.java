package dev.engram.internal.recall;

import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.RestatementTable;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Modality;
import dev.engram.memory.TimeSpan;
import dev.engram.query.TimelineEvent;
import dev.engram.query.TimelineEvent.Transition;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Tells what each memory of a line did to those before it: from links, ends of validity, later
 * wordings and restatements, never from how anything is worded. For one thread and one read.
 */
final class Transitions {
  private final Statements reads;
  private final List<MemoryRow> rows;

  /** The wordings in the line by their root, oldest first. */
  private final Map<Integer, List<MemoryRow>> wordings = new HashMap<>();

  private final Predicate<Memory> seen;
  private final Set<Link> links = new HashSet<>();
  private final Map<Integer, Set<Integer>> linked = new HashMap<>();
  private final Map<Integer, List<MemoryRow>> successors = new HashMap<>();
  private final Map<Integer, List<MemoryRow>> replaced = new HashMap<>();

  private record Link(int source, int target, EdgeType type) {}

  /**
   * A line.
   *
   * @param seen whether the asker sees a memory
   */
  Transitions(
      Statements reads,
      Collection<MemoryRow> line,
      Collection<EdgeRow> edges,
      Predicate<Memory> seen) {
    this.reads = reads;
    this.seen = seen;
    this.rows = line.stream().sorted(Comparator.comparingInt(MemoryRow::ordinal)).toList();
    for (MemoryRow row : rows) {
      wordings.computeIfAbsent(row.root(), first -> new ArrayList<>()).add(row);
    }
    for (EdgeRow edge : edges) {
      links.add(new Link(edge.source(), edge.target(), edge.type()));
      linked.computeIfAbsent(edge.source(), first -> new TreeSet<>()).add(edge.target());
      linked.computeIfAbsent(edge.target(), first -> new TreeSet<>()).add(edge.source());
    }
    for (MemoryRow old : rows) {
      List<MemoryRow> next = successors(old);
      successors.put(old.ordinal(), next);
      for (MemoryRow row : next) {
        replaced.computeIfAbsent(row.ordinal(), first -> new ArrayList<>()).add(old);
      }
    }
  }

  /** An event before its place is known. */
  private record Step(
      MemoryRow row, Transition transition, Instant at, List<MemoryRow> replaced, boolean ends) {}

  /** Every event, in order. */
  List<TimelineEvent> events() throws SQLException {
    var steps = new ArrayList<Step>();
    for (MemoryRow row : rows) {
      steps.add(beginning(row));
      for (Instant again : restatements(row)) {
        steps.add(new Step(row, Transition.REINFORCEMENT, again, List.of(), false));
      }
      Optional<Instant> end = row.memory().traits().validUntil();
      if (end.isPresent() && successors.getOrDefault(row.ordinal(), List.of()).isEmpty()) {
        steps.add(new Step(row, Transition.END, end.get(), List.of(), true));
      }
    }
    steps.sort(
        Comparator.comparing(Step::at)
            .thenComparing(Step::ends)
            .thenComparingInt(step -> step.row.ordinal()));
    var events = new ArrayList<TimelineEvent>();
    Optional<Instant> previous = Optional.empty();
    for (Step step : steps) {
      events.add(
          new TimelineEvent(
              step.row.memory(),
              step.transition,
              step.at,
              previous.map(before -> Duration.between(before, step.at)),
              ids(step.replaced),
              ids(successors.getOrDefault(step.row.ordinal(), List.of()))));
      previous = Optional.of(step.at);
    }
    return events;
  }

  private static List<MemoryId> ids(List<MemoryRow> of) {
    return of.stream().map(row -> row.memory().id()).distinct().toList();
  }

  private Step beginning(MemoryRow row) {
    List<MemoryRow> outdone = replaced.getOrDefault(row.ordinal(), List.of());
    return new Step(row, transition(row, outdone), at(row), outdone, false);
  }

  private Transition transition(MemoryRow row, List<MemoryRow> outdone) {
    boolean denied =
        outdone.stream()
            .anyMatch(old ->
                old.root() == row.root() || is(row.root(), EdgeType.CONTRADICTS, old.root()));
    if (denied) {
      return tellsOfAnEnd(row.memory()) ? Transition.END : Transition.CORRECTION;
    }
    if (meetsEarlier(row, EdgeType.CONTRADICTS)) {
      return Transition.CONTRADICTION;
    }
    return !outdone.isEmpty() || meetsEarlier(row, EdgeType.SUPPORTS)
        ? Transition.REINFORCEMENT
        : Transition.ADDITION;
  }

  private static boolean tellsOfAnEnd(Memory memory) {
    return memory instanceof Memory.Fact fact
        && (fact.negated() || fact.modality() == Modality.FORMER);
  }

  /** Whether a link of this type leads to something earlier that did not give way to it. */
  private boolean meetsEarlier(MemoryRow row, EdgeType type) {
    for (int other : linked.getOrDefault(row.root(), Set.of())) {
      boolean here = is(row.root(), type, other) || is(other, type, row.root());
      if (here && firstWording(other).filter(one -> meets(row, one)).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private boolean meets(MemoryRow row, MemoryRow other) {
    return before(other, row) && !successors.getOrDefault(row.ordinal(), List.of()).contains(other);
  }

  private static boolean before(MemoryRow one, MemoryRow other) {
    int order = at(one).compareTo(at(other));
    return order < 0 || (order == 0 && one.ordinal() < other.ordinal());
  }

  /**
   * What took the place of a memory that gave way: its next wording, or what contradicts it, or
   * what it speaks for now. Links hold to all wordings; the first in the line stands for them.
   */
  private List<MemoryRow> successors(MemoryRow old) {
    if (old.memory().traits().state() != MemoryState.SUPERSEDED) {
      return List.of();
    }
    for (MemoryRow row : wordings.getOrDefault(old.root(), List.of())) {
      if (row.ordinal() > old.ordinal()) {
        return List.of(row);
      }
    }
    var next = new ArrayList<MemoryRow>();
    for (int other : linked.getOrDefault(old.root(), Set.of())) {
      if (is(other, EdgeType.CONTRADICTS, old.root()) || is(old.root(), EdgeType.SUPPORTS, other)) {
        firstWording(other).ifPresent(next::add);
      }
    }
    return next;
  }

  private Optional<MemoryRow> firstWording(int root) {
    return wordings.getOrDefault(root, List.of()).stream().findFirst();
  }

  private boolean is(int source, EdgeType type, int target) {
    return links.contains(new Link(source, target, type));
  }

  private static Instant at(MemoryRow row) {
    Memory memory = row.memory();
    return memory instanceof Memory.Fact
        ? memory.traits().validFrom()
        : memory.traits().occurred().map(TimeSpan::from).orElse(memory.traits().learned());
  }

  /**
   * When a memory was said again: of a fact, when the episodes took place that claim it besides the
   * first; of what left no episode, when it was learned.
   */
  private List<Instant> restatements(MemoryRow row) throws SQLException {
    List<Instant> learned = RestatementTable.moments(reads, row.ordinal());
    var told = new ArrayList<Instant>();
    if (row.memory() instanceof Memory.Fact && !learned.isEmpty()) {
      for (EdgeRow edge : EdgeTable.touching(reads, row.root())) {
        if (edge.type() == EdgeType.DERIVED_FROM && edge.source() == row.root()) {
          MemoryReads.byOrdinal(reads, edge.target())
              .filter(episode -> seen.test(episode.memory()))
              .map(Transitions::at)
              .ifPresent(told::add);
        }
      }
      told.sort(Comparator.naturalOrder());
      if (row.origin() != 0 && !told.isEmpty()) {
        told.removeFirst();
      }
    }
    int left = Math.max(0, learned.size() - told.size());
    told.addAll(learned.subList(learned.size() - left, learned.size()));
    return told;
  }
}
