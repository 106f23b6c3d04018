package dev.engram.internal.remember;

import dev.engram.internal.capture.entity.Mention;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.remember.Restatements.Found;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.AnnotationTable;
import dev.engram.internal.vault.EntityTable;
import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.MemoryWrites;
import dev.engram.internal.vault.RestatementTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.Memory;
import dev.engram.memory.RunOutcome;
import dev.engram.memory.Statement;
import dev.engram.memory.TimeSpan;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes prepared memories into the vault, within one transaction: a restatement strengthens what is
 * there; anything else is stored with its annotations, its entities and the facts derived from it.
 * Used on the writer's thread.
 */
final class Intake {
  private final FactStore facts;
  private final EntityRegistry entities;
  private final Restatements restatements;
  private final Sealing sealing;
  private final NewIds ids;
  private final SteadyClock clock;
  private final Spaces spaces;

  Intake(
      FactStore facts,
      EntityRegistry entities,
      Restatements restatements,
      Sealing sealing,
      NewIds ids,
      SteadyClock clock,
      Spaces spaces) {
    this.facts = facts;
    this.entities = entities;
    this.restatements = restatements;
    this.sealing = sealing;
    this.ids = ids;
    this.clock = clock;
    this.spaces = spaces;
  }

  /**
   * What became of a prepared memory.
   *
   * @param ready the memory
   * @param row the memory that now holds it
   * @param restated whether that was there before
   * @param why the reason, in a few words
   * @param facts what became of its facts, in order
   * @param closed for a stated fact, those that were closed because of it
   */
  record Taken(
      Ready ready,
      MemoryRow row,
      boolean restated,
      String why,
      List<FactStore.Outcome> facts,
      List<MemoryRow> closed) {}

  /** Takes one in. */
  Taken take(Transaction tx, Ready prepared, Restatements.Batch batch) throws SQLException {
    Ready ready = fitting(prepared);
    Instant now = clock.now();
    if (ready.piece().memory() instanceof Statement stated) {
      return takeStated(tx, ready, stated, now);
    }
    Optional<Found> found = restatements.find(tx, ready, now, batch);
    if (found.isPresent()) {
      return strengthened(tx, ready, found.get(), now);
    }
    Memory memory = Drafts.first(ready, ids.next(tx, now), now);
    Memory clear = ready.veil().clear(memory, ready.piece().memory().placement());
    long key = sealing.filed(ready.likeness().key(), ready.veil().tier());
    int ordinal = MemoryWrites.insert(tx, clear, key);
    restatements.note(ready, ordinal, batch);
    MemoryRow row = MemoryReads.byOrdinal(tx, ordinal).orElseThrow();
    annotate(tx, row, memory, ready, now);
    return new Taken(ready, row, false, "new", derive(tx, ready, row, now), List.of());
  }

  /** What was prepared, without vectors that are of another space than the one in use now. */
  Ready fitting(Ready prepared) {
    return prepared.fitting(spaces);
  }

  /** Vectors, annotations, entities and the sealed part of a row just stored. */
  void annotate(Transaction tx, MemoryRow row, Memory full, Ready ready, Instant now)
      throws SQLException {
    if (ready.vectors().isPresent()) {
      spaces.keep(tx, row, ready.vectors().get());
    }
    Optional<AnnotationTable.Row> annotations = AnnotationRows.of(ready);
    sealing.seal(tx, row.ordinal(), full, annotations);
    Optional<AnnotationTable.Row> clear =
        annotations.flatMap(all -> ready.veil().clear(all, row.memory().traits().category()));
    if (clear.isPresent()) {
      AnnotationTable.put(tx, row.ordinal(), clear.get());
    }
    mention(tx, row, ready, now);
  }

  private void mention(Transaction tx, MemoryRow row, Ready ready, Instant now)
      throws SQLException {
    Instant when = Drafts.when(ready, now);
    for (Mention mention : ready.captured().mentions()) {
      if (ready.veil().shows(mention)) {
        entities.note(tx, row.memory().scope(), mention, row.ordinal(), when, ready.vectors());
      }
    }
  }

  /** Takes in what is derived from a row. */
  List<FactStore.Outcome> derive(Transaction tx, Ready ready, MemoryRow row, Instant now)
      throws SQLException {
    var outcomes = new ArrayList<FactStore.Outcome>(ready.facts().size());
    for (int i = 0; i < ready.facts().size(); i++) {
      int at = i;
      FactStore.Outcome outcome =
          facts.take(
              tx,
              ready.facts().get(i),
              new FactStore.Filed(ready.veil(), ready.piece().memory().placement(), false),
              row.memory().scope(),
              Optional.of(row),
              ready.factVectors().map(all -> all.get(at)).filter(Preparation::any),
              now);
      outcomes.add(outcome);
      if (!outcome.restated()) {
        mentionIn(tx, outcome.row(), ready);
      }
    }
    return outcomes;
  }

  /** A fact speaks of those of its episode's entities that it names. */
  private static void mentionIn(Transaction tx, MemoryRow fact, Ready ready) throws SQLException {
    String text = fact.memory().text();
    for (Mention mention : ready.captured().mentions()) {
      if (text.contains(mention.name()) && ready.veil().shows(mention)) {
        Optional<EntityTable.Known> known =
            EntityTable.named(tx, fact.memory().scope(), mention.normal());
        if (known.isPresent()) {
          EntityTable.mentionInFact(tx, known.get().entity(), fact.ordinal(), mention.normal());
        }
      }
    }
  }

  private Taken takeStated(Transaction tx, Ready ready, Statement stated, Instant now)
      throws SQLException {
    FactDraft draft = Drafts.fact(stated, ready, now);
    var outcome =
        facts.take(
            tx,
            draft,
            new FactStore.Filed(ready.veil(), stated.placement(), ready.flagged()),
            ready.piece().scope(),
            Optional.empty(),
            ready.vectors(),
            now);
    if (!outcome.restated()) {
      mention(tx, outcome.row(), ready, now);
    }
    return new Taken(
        ready, outcome.row(), outcome.restated(), outcome.why(), List.of(), outcome.closed());
  }

  private Taken strengthened(Transaction tx, Ready ready, Found found, Instant now)
      throws SQLException {
    MemoryRow row = found.row();
    if (Imported.is(ready)) {
      return new Taken(ready, row, true, found.why(), List.of(), List.of());
    }
    MemoryWrites.strengthen(
        tx, row.ordinal(), Remembering.RESTATEMENT_STRENGTH, Drafts.importance(ready));
    RestatementTable.add(tx, row.ordinal(), found.manner(), found.similarity(), now);
    if (row.memory() instanceof Memory.Procedure && ready.piece().outcome().isPresent()) {
      RunOutcome outcome = ready.piece().outcome().get();
      MemoryWrites.countRun(tx, row.ordinal(), outcome);
    }
    if (sameUtterance(ready, row)) {
      for (MemoryRow fact : FactTable.derivedFrom(tx, row.root())) {
        MemoryWrites.strengthen(tx, fact.ordinal(), Remembering.RESTATEMENT_STRENGTH, 0);
      }
      return new Taken(ready, row, true, found.why(), List.of(), List.of());
    }
    return new Taken(ready, row, true, found.why(), derive(tx, ready, row, now), List.of());
  }

  /** Whether the very same utterance came again, as when a conversation is brought in twice. */
  private static boolean sameUtterance(Ready ready, MemoryRow row) {
    Optional<TimeSpan> said = ready.piece().memory().placement().occurred();
    return said.isPresent() && said.equals(row.memory().traits().occurred());
  }
}
