package dev.engram.internal.recall;

import dev.engram.fault.AccessException;
import dev.engram.internal.capture.entity.NormalName;
import dev.engram.internal.remember.SubjectKeys;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.internal.vault.EntityReads;
import dev.engram.internal.vault.EntityReads.EntityRow;
import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Entity;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryKind;
import dev.engram.query.Degradation;
import dev.engram.query.Evidence;
import dev.engram.query.Evolution;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.Timeline;
import dev.engram.query.TimelineEvent;
import dev.engram.query.Vantage;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How knowledge of something evolved (spec §39.4).
 *
 * <p>A line is made of facts, past ones included, since they alone say what gave way to what; a
 * memory of another kind is in it only where no fact of the line was found in it. Of a topic, what
 * recall finds is taken down to a floor of relevance; then whatever is linked to a fact of the line
 * by having replaced, refined or contradicted it joins, for it is on the same matter whatever words
 * it uses. Thread-safe. Cost: two recalls, and a few reads for each memory of the line.
 */
public final class Evolving {
  /** Share of the best score below which a memory is not on the topic. */
  private static final double FLOOR = 0.5;

  /** Share of the topic's words, by weight, that a memory must answer... */
  private static final double FEWEST_WORDS = 0.25;

  /** ...unless its meaning is at least this near. */
  private static final double LEAST_NEARNESS = 0.68;

  private final Vault vault;
  private final Sealing sealing;
  private final Recalling recalling;

  public Evolving(Vault vault, Sealing sealing, Recalling recalling) {
    this.vault = vault;
    this.sealing = sealing;
    this.recalling = recalling;
  }

  /**
   * The line of a topic or an entity.
   *
   * @throws AccessException if there is no such entity that this principal may see
   */
  public Timeline evolution(Evolution of, Principal principal) {
    return switch (of) {
      case Evolution.OfTopic topic -> ofTopic(topic, principal);
      case Evolution.OfEntity entity -> ofEntity(entity, principal);
    };
  }

  private Timeline ofTopic(Evolution.OfTopic of, Principal principal) {
    Query query = Query.of(of.topic()).limit(of.limit());
    Recall facts =
        recalling.look(query.includingPast().only(EnumSet.of(MemoryKind.FACT)), principal);
    Recall others =
        recalling.look(query.only(EnumSet.complementOf(EnumSet.of(MemoryKind.FACT))), principal);
    List<Memory> relevantFacts = relevant(facts.hits());
    List<Memory> relevantOthers = relevant(others.hits());
    var degradations = EnumSet.noneOf(Degradation.class);
    degradations.addAll(facts.trace().degradations());
    degradations.addAll(others.trace().degradations());
    return read(reads -> {
      var line = new Line(reads, sealing, of.limit(), principal);
      for (Memory fact : relevantFacts) {
        line.add(fact);
      }
      line.follow();
      for (Memory other : relevantOthers) {
        line.addUnlessSpokenFor(other);
      }
      return new Timeline(line.events(), degradations);
    });
  }

  private Timeline ofEntity(Evolution.OfEntity of, Principal principal) {
    return read(reads -> {
      Entity entity =
          EntityReads.byId(reads, of.entity())
              .map(EntityRow::entity)
              .filter(e -> sees(principal, e.scope()))
              .orElseThrow(() -> AccessException.unknownEntity(of.entity().toString()));
      var keys = new HashSet<Long>();
      for (String name : entity.aliases()) {
        keys.addAll(SubjectKeys.of(reads, sealing, entity.scope(), NormalName.of(name)));
      }
      keys.addAll(SubjectKeys.of(reads, sealing, entity.scope(), NormalName.of(entity.name())));
      var line = new Line(reads, sealing, of.limit(), principal);
      for (long key : keys) {
        for (MemoryRow row : FactTable.about(reads, key, true, of.limit())) {
          line.add(row.memory());
        }
      }
      line.follow();
      return new Timeline(line.events(), EnumSet.noneOf(Degradation.class));
    });
  }

  private Timeline read(Reading reading) {
    return vault.readers().read(statements -> statements.consistently(reading::of));
  }

  @FunctionalInterface
  private interface Reading {
    Timeline of(Statements reads) throws SQLException;
  }

  private static List<Memory> relevant(List<Hit> hits) {
    double best = hits.stream().mapToDouble(Hit::score).max().orElse(0);
    return hits.stream()
        .filter(hit -> hit.score() >= FLOOR * best)
        .filter(
            hit -> said(hit, "lexical") >= FEWEST_WORDS || said(hit, "semantic") >= LEAST_NEARNESS)
        .map(Hit::memory)
        .toList();
  }

  private static double said(Hit hit, String signal) {
    return hit.evidence().stream()
        .filter(evidence -> evidence.signal().equals(signal))
        .mapToDouble(Evidence::score)
        .findFirst()
        .orElse(0);
  }

  private static boolean sees(Principal principal, Scope scope) {
    return principal.seesEverything() || principal.visibleScopes().contains(scope);
  }

  /** A line in the making; for one thread and one consistent read. */
  private static final class Line {
    private static final Vantage EVER = Vantage.PRESENT.withPast();

    private final Statements reads;
    private final Sealing sealing;
    private final int most;
    private final Principal principal;
    private final Map<Integer, MemoryRow> rows = new HashMap<>();
    private final Set<EdgeRow> edges = new HashSet<>();
    private final Set<Integer> sources = new HashSet<>();
    private final Deque<Integer> unfollowed = new ArrayDeque<>();

    Line(Statements reads, Sealing sealing, int most, Principal principal) {
      this.reads = reads;
      this.sealing = sealing;
      this.most = most;
      this.principal = principal;
    }

    /** Adds a memory in all of its wordings that may answer. */
    void add(Memory memory) throws SQLException {
      for (MemoryRow row : MemoryReads.versions(reads, memory.id())) {
        Memory version = row.memory();
        if (shown(version) && rows.size() < most) {
          if (!rows.containsKey(row.ordinal())) {
            rows.put(row.ordinal(), sealing.openOrClear(reads, row));
            unfollowed.add(row.root());
          }
        }
      }
    }

    /** Adds what facts of the line replaced, refined or contradict, and what did so to them. */
    void follow() throws SQLException {
      while (!unfollowed.isEmpty()) {
        int root = unfollowed.remove();
        for (EdgeRow edge : EdgeTable.touching(reads, root)) {
          if (edge.type() == EdgeType.DERIVED_FROM && edge.source() == root) {
            sources.add(edge.target());
          } else if (edge.type() == EdgeType.CONTRADICTS || edge.type() == EdgeType.SUPPORTS) {
            edges.add(edge);
            join(edge.source() == root ? edge.target() : edge.source());
          }
        }
      }
    }

    /** Once the line is full, what else is linked with it is not even read. */
    private void join(int root) throws SQLException {
      if (rows.size() < most) {
        Optional<MemoryRow> first = MemoryReads.byOrdinal(reads, root);
        if (first.isPresent() && first.get().memory().kind() == MemoryKind.FACT) {
          add(first.get().memory());
        }
      }
    }

    void addUnlessSpokenFor(Memory memory) throws SQLException {
      for (MemoryRow row : MemoryReads.current(reads, memory.id()).stream().toList()) {
        if (!sources.contains(row.root())) {
          add(memory);
        }
      }
      follow();
    }

    private boolean shown(Memory memory) {
      return sees(principal, memory.scope()) && EVER.admits(memory) && !memory.traits().flagged();
    }

    List<TimelineEvent> events() throws SQLException {
      return new Transitions(reads, rows.values(), edges, this::shown).events();
    }
  }
}
