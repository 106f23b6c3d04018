package dev.engram.internal.remember;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.fault.InvalidInputException;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.EdgeTable;
import dev.engram.internal.vault.ErasureTable;
import dev.engram.internal.vault.FactTable;
import dev.engram.internal.vault.ForgottenTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.MemoryWrites;
import dev.engram.internal.vault.SessionReads;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.CaptureNote;
import dev.engram.memory.Derived;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.memory.Source;
import dev.engram.scope.Principal;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The one path by which memories change: new words, forgetting, links. Facts go with the episode
 * they were found in, unless another one speaks for them as well. Thread-safe; callers wait.
 */
public final class Revising {
  private final Vault vault;
  private final Sealing sealing;
  private final Preparation preparation;
  private final Intake intake;
  private final SteadyClock clock;
  private final AuditTrail audit;

  Revising(
      Vault vault,
      Sealing sealing,
      Preparation preparation,
      Intake intake,
      SteadyClock clock,
      AuditTrail audit) {
    this.vault = vault;
    this.sealing = sealing;
    this.preparation = preparation;
    this.intake = intake;
    this.clock = clock;
    this.audit = audit;
  }

  /**
   * Gives a memory new words: a new version answers from now on, the old one is kept and closed.
   */
  public Remembered update(MemoryId id, NewMemory revised, Principal principal) {
    Optional<MemoryRow> present = vault.readers().read(s -> MemoryReads.current(s, id));
    MemoryRow seen = Access.requireWritable(present, id, principal);
    requireSameShape(seen.memory(), revised);
    Ready ready =
        preparation.prepare(piece(seen, revised), before(seen), seen.memory().traits().tier());
    return vault
        .writer()
        .write(tx -> {
          MemoryRow old = Access.requireWritable(MemoryReads.current(tx, id), id, principal);
          requireSameShape(old.memory(), revised);
          Remembered updated = update(tx, old, ready);
          audit.write(
              tx,
              audit
                  .by(principal, AuditEvent.UPDATED)
                  .on(id)
                  .in(old.memory().scope())
                  .count(AuditCount.FACTS, updated.derived().size())
                  .count(AuditCount.SCREENED, Told.screened(ready))
                  .count(AuditCount.FLAGGED, ready.flagged() ? 1 : 0));
          return updated;
        });
  }

  private Remembered update(Transaction tx, MemoryRow old, Ready prepared) throws SQLException {
    Ready ready = intake.fitting(prepared).behind(old.memory().traits().tier());
    Instant now = clock.now();
    Memory next = Drafts.next(ready, old.memory(), now);
    dropFacts(tx, old, MemoryState.SUPERSEDED, now);
    MemoryWrites.close(tx, old.ordinal(), MemoryState.SUPERSEDED, now);
    Memory clear = ready.veil().clear(next, ready.piece().memory().placement());
    long key = sealing.filed(ready.likeness().key(), ready.veil().tier());
    int ordinal =
        MemoryWrites.insertVersion(
            tx, clear, key, old, sealing.filed(filing(tx, next), ready.veil().tier()));
    MemoryRow row = MemoryReads.byOrdinal(tx, ordinal).orElseThrow();
    intake.annotate(tx, row, next, ready, now);
    List<Derived> derived =
        intake.derive(tx, ready, row, now).stream()
            .map(fact -> Answers.derived(fact, row.memory().id()))
            .toList();
    return new Remembered(
        row.memory().id(),
        Remembered.Outcome.STORED,
        ready.vectors().isPresent(),
        List.of(row.memory().id()),
        derived,
        notes(ready));
  }

  private static Set<CaptureNote> notes(Ready ready) {
    var notes = EnumSet.noneOf(CaptureNote.class);
    notes.addAll(ready.notes());
    return notes;
  }

  private static FactTable.Filing filing(Transaction tx, Memory memory) throws SQLException {
    if (!(memory instanceof Memory.Fact fact)) {
      return FactTable.Filing.NONE;
    }
    String subject = EntityRegistry.subject(tx, fact.scope(), fact.subject());
    return Claims.filing(fact.scope(), subject, fact, 0);
  }

  private static Piece piece(MemoryRow row, NewMemory revised) {
    return new Piece(0, revised, row.memory().scope(), kind(row.memory()), Optional.empty(), false);
  }

  static Piece.Kind kind(Memory memory) {
    if (!(memory instanceof Memory.Episode episode)) {
      return Piece.Kind.STATED;
    }
    if (memory.traits().source() == Source.TOOL) {
      return Piece.Kind.OUTPUT;
    }
    return episode.speaker().isPresent() ? Piece.Kind.TALK : Piece.Kind.TEXT;
  }

  private List<Said> before(MemoryRow row) {
    return row.session() == 0
        ? List.of()
        : vault
            .readers()
            .read(s -> SessionReads.before(s, row.session(), row.position(), Talk.MOST));
  }

  private static void requireSameShape(Memory old, NewMemory revised) {
    if (old.kind() != revised.kind()) {
      throw InvalidInputException.of(
          "memory.kind",
          "is " + old.kind().label() + " and cannot become " + revised.kind().label());
    }
    revised
        .placement()
        .scope()
        .filter(scope -> !scope.equals(old.scope()))
        .ifPresent(other -> {
          throw InvalidInputException.of("memory.scope", "cannot change with an update");
        });
  }

  /** Makes a memory, and what only it speaks for, answer no more; their history stays. */
  public void forget(MemoryId id, Principal principal) {
    vault
        .writer()
        .write(tx -> {
          MemoryRow row = Access.requireWritable(MemoryReads.current(tx, id), id, principal);
          Instant now = clock.now();
          ForgottenTable.note(tx, row.ordinal(), row.root());
          dropFacts(tx, row, MemoryState.FORGOTTEN, now);
          forgetPast(tx, row);
          MemoryWrites.close(tx, row.ordinal(), MemoryState.FORGOTTEN, now);
          audit.write(
              tx, audit.by(principal, AuditEvent.FORGOTTEN).on(id).in(row.memory().scope()));
          return row.ordinal();
        });
  }

  private static void dropFacts(Transaction tx, MemoryRow episode, MemoryState state, Instant now)
      throws SQLException {
    for (MemoryRow fact : FactTable.derivedFrom(tx, episode.root())) {
      if (fact.origin() == 0) {
        continue; // stated by itself: it does not hang on talk
      }
      List<Integer> others =
          FactTable.activeSources(tx, fact.root()).stream()
              .filter(root -> root != episode.root())
              .toList();
      boolean forgotten = state == MemoryState.FORGOTTEN;
      if (others.isEmpty()) {
        if (forgotten) {
          ForgottenTable.note(tx, fact.ordinal(), episode.root());
        }
        MemoryWrites.close(tx, fact.ordinal(), state, now);
      } else {
        FactTable.setOrigin(tx, fact.ordinal(), others.getFirst());
        if (forgotten) {
          ForgottenTable.unlink(tx, fact.root(), episode.root());
        } else {
          EdgeTable.remove(tx, fact.root(), episode.root(), EdgeType.DERIVED_FROM);
        }
      }
    }
  }

  /** What is forgotten is no past either: neither earlier wordings nor facts that gave way. */
  private static void forgetPast(Transaction tx, MemoryRow row) throws SQLException {
    for (int version : FactTable.pastVersions(tx, row.root())) {
      ForgottenTable.note(tx, version, row.root());
      MemoryWrites.forgetPast(tx, version);
    }
    for (MemoryRow fact : FactTable.pastDerivedFrom(tx, row.root())) {
      List<Integer> others =
          FactTable.activeSources(tx, fact.root()).stream()
              .filter(root -> root != row.root())
              .toList();
      if (others.isEmpty()) {
        ForgottenTable.note(tx, fact.ordinal(), row.root());
        MemoryWrites.forgetPast(tx, fact.ordinal());
      } else {
        FactTable.setOrigin(tx, fact.ordinal(), others.getFirst());
        ForgottenTable.unlink(tx, fact.root(), row.root());
      }
    }
  }

  /** Takes forgetting back: the memory answers again, and what was forgotten with it. */
  public void restore(MemoryId id, Principal principal) {
    vault
        .writer()
        .write(tx -> {
          MemoryRow row =
              Access.requireVisibleEvenForgotten(MemoryReads.current(tx, id), id, principal);
          Access.requireWritable(row.memory().scope(), principal);
          if (row.memory().traits().state() != MemoryState.FORGOTTEN
              || ErasureTable.marked(tx, row.ordinal())) {
            throw InvalidInputException.of("memory.state", "is not that of a forgotten memory");
          }
          List<Integer> back = ForgottenTable.takeBack(tx, row.root());
          if (!back.contains(row.ordinal())) {
            ForgottenTable.revive(tx, row.ordinal());
            ForgottenTable.recount(tx, row.ordinal());
          }
          for (int ordinal : back) {
            ForgottenTable.recount(tx, ordinal);
          }
          audit.write(
              tx,
              audit
                  .by(principal, AuditEvent.RESTORED)
                  .on(id)
                  .in(row.memory().scope())
                  .count(AuditCount.MEMORIES, Math.max(1, back.size())));
          return row.ordinal();
        });
  }

  /** Links two memories that the principal sees; it must be allowed to change the first. */
  public void link(Edge edge, Principal principal) {
    vault
        .writer()
        .write(tx -> {
          MemoryRow source =
              Access.requireWritable(
                  MemoryReads.current(tx, edge.source()), edge.source(), principal);
          MemoryRow target =
              Access.requireVisible(
                  MemoryReads.current(tx, edge.target()), edge.target(), principal);
          EdgeTable.put(
              tx,
              new EdgeTable.EdgeRow(source.root(), target.root(), edge.type(), edge.weight()),
              clock.now());
          audit.write(
              tx, audit.by(principal, AuditEvent.LINKED).on(edge.source()).on(edge.target()));
          return source.root();
        });
  }
}
