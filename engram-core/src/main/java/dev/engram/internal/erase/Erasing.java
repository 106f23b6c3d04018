package dev.engram.internal.erase;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.fault.AccessException;
import dev.engram.internal.audit.AuditSubject;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.audit.Note;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.remember.Access;
import dev.engram.internal.vault.CopyTable;
import dev.engram.internal.vault.ErasureReads;
import dev.engram.internal.vault.ErasureTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.Surroundings;
import dev.engram.internal.vault.Tally;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Erased;
import dev.engram.memory.ErasureReport;
import dev.engram.memory.KnownCopy;
import dev.engram.memory.MemoryId;
import dev.engram.memory.PersonRef;
import dev.engram.scope.Principal;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * The one path by which memories leave a vault for good (spec §10.6, §10.20).
 *
 * <p>In order: (1) one transaction finds everything that has to go, marks it, and writes over its
 * words, vectors and sealed bytes; from here on it answers no more. (2) A second one deletes the
 * marked rows, what hangs on them and what nothing else uses. (3) Indexes and what is saved of them
 * are wiped. (4) The file is written anew and its log cut to nothing. (5) The marks go. A crash in
 * between leaves marks, and {@link Resuming} goes on from there before anything else is read.
 *
 * <p>Thread-safe; one erasure at a time. Cost: that of writing the file anew, however little is
 * erased, during which writes wait; so erase many at once.
 */
public final class Erasing {
  private final Vault vault;
  private final ProjectionSet projections;
  private final AuditTrail audit;
  private final Runnable before;

  /**
   * Wires it.
   *
   * @param before writes what an engine keeps in RAM about memories that are still there
   */
  public Erasing(Vault vault, ProjectionSet projections, AuditTrail audit, Runnable before) {
    this.vault = vault;
    this.projections = projections;
    this.audit = audit;
    this.before = before;
  }

  /**
   * Erases memories, forgotten ones as well.
   *
   * @param rehearsed whether to tell only what would be erased
   * @throws AccessException if one is not visible, or may not be changed; nothing is erased then
   */
  public ErasureReport erase(Collection<MemoryId> ids, Principal principal, boolean rehearsed) {
    return perform(
        tx -> {
          var roots = new ArrayList<Integer>();
          for (MemoryId id : ids) {
            MemoryRow row =
                Access.requireVisibleEvenForgotten(MemoryReads.current(tx, id), id, principal);
            Access.requireWritable(row.memory().scope(), principal);
            roots.add(row.root());
          }
          return roots;
        },
        (tx, gone, tally) -> {
          Note note =
              audit
                  .by(principal, AuditEvent.ERASED)
                  .count(AuditCount.MEMORIES, gone.size())
                  .count(AuditCount.MATERIALS, ids.size());
          ids.forEach(note::on);
          audit.write(tx, note);
        },
        rehearsed);
  }

  /**
   * Erases everything of a person, as far as the principal may; references in the audit as well.
   */
  public ErasureReport purge(PersonRef person, Principal principal, boolean rehearsed) {
    return perform(
        tx -> PersonRoots.of(tx, person, principal),
        (tx, gone, tally) -> {
          tally.add(Erased.AUDIT_REFERENCES, audit.forgetReferences(tx, subjects(person, gone)));
          audit.write(
              tx,
              audit // where the principal speaks may be what is purged
                  .byHost(AuditEvent.PERSON_PURGED)
                  .on(AuditSubject.actor(principal.agent()))
                  .count(AuditCount.MEMORIES, gone.size()));
        },
        rehearsed);
  }

  private static List<AuditSubject> subjects(PersonRef person, List<MemoryId> gone) {
    var subjects = new ArrayList<AuditSubject>();
    gone.forEach(id -> subjects.add(AuditSubject.memory(id)));
    switch (person) {
      case PersonRef.OfEntity entity -> subjects.add(AuditSubject.entity(entity.id()));
      case PersonRef.Speaking speaking -> subjects.add(AuditSubject.query(speaking.name()));
      case PersonRef.InScope in -> {
        subjects.add(AuditSubject.scope(in.scope()));
        subjects.add(AuditSubject.place(in.scope()));
      }
    }
    return subjects;
  }

  /** Finds the roots of what is named. */
  @FunctionalInterface
  private interface Naming {
    List<Integer> roots(Transaction tx) throws SQLException;
  }

  /** Tells the audit. */
  @FunctionalInterface
  private interface Telling {
    void tell(Transaction tx, List<MemoryId> gone, Tally tally) throws SQLException;
  }

  private synchronized ErasureReport perform(Naming naming, Telling telling, boolean rehearsed) {
    if (rehearsed) {
      return rehearse(naming);
    }
    before.run();
    Marked marked =
        vault
            .writer()
            .write(tx -> {
              Marked found = mark(tx, naming);
              telling.tell(tx, found.gone, found.tally);
              ErasureTable.overwrite(tx);
              return found;
            });
    Tally tally = marked.tally;
    tally.add(vault.writer().write(Resuming::deleteRows));
    projections.follower().bury();
    List<String> undone = Resuming.finishFile(vault);
    return new ErasureReport(
        false,
        tally.counts(),
        undone.isEmpty(),
        undone,
        Surroundings.copies(vault.path()),
        marked.known,
        marked.dependents);
  }

  private record Marked(
      List<MemoryId> gone, List<KnownCopy> known, List<MemoryId> dependents, Tally tally) {}

  private static Marked mark(Transaction tx, Naming naming) throws SQLException {
    var tally = new Tally();
    Reach.mark(tx, naming.roots(tx), tally);
    return new Marked(
        ErasureReads.ids(tx), CopyTable.ofErased(tx), ErasureReads.dependents(tx), tally);
  }

  private ErasureReport rehearse(Naming naming) {
    try {
      return vault
          .writer()
          .write(tx -> {
            Marked marked = mark(tx, naming);
            ErasureTable.overwrite(tx);
            marked.tally.add(Resuming.deleteRows(tx));
            throw new Rehearsal(
                new ErasureReport(
                    true,
                    marked.tally.counts(),
                    false,
                    List.of(),
                    Surroundings.copies(vault.path()),
                    marked.known,
                    marked.dependents));
          });
    } catch (Rehearsal over) {
      return over.outcome;
    }
  }

  /** Carries the outcome out of a command that the writer then undoes. */
  private static final class Rehearsal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ErasureReport outcome;

    Rehearsal(ErasureReport outcome) {
      super("a rehearsal is undone", null, false, false);
      this.outcome = outcome;
    }
  }
}
