package dev.engram.internal.remember;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.audit.Note;
import dev.engram.internal.remember.Intake.Taken;
import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.CaptureNote;
import dev.engram.query.Verdict;
import dev.engram.scope.Principal;
import java.sql.SQLException;
import java.util.List;

/** What the audit is told of memories that were taken in. */
final class Told {
  /** So many memories, with those they closed, have room in one entry. */
  private static final int IN_ONE_ENTRY = 25;

  private Told() {}

  /** One entry for each 25 memories, in their transaction. */
  static void remembered(
      Transaction tx, AuditTrail audit, Principal principal, int materials, List<Taken> taken)
      throws SQLException {
    for (int from = 0; from < taken.size(); from += IN_ONE_ENTRY) {
      Note note = audit.by(principal, AuditEvent.REMEMBERED);
      if (from == 0) {
        note.count(AuditCount.MATERIALS, materials);
      }
      taken
          .subList(from, Math.min(from + IN_ONE_ENTRY, taken.size()))
          .forEach(one -> taken(note, one));
      audit.write(tx, note);
    }
  }

  /** Adds what became of one memory. */
  static void taken(Note note, Taken one) {
    note.on(one.row().memory().id())
        .in(one.row().memory().scope())
        .count(one.restated() ? AuditCount.RESTATED : AuditCount.STORED, 1);
    add(note, AuditCount.FACTS, one.facts().stream().filter(fact -> !fact.restated()).count());
    add(note, AuditCount.SCREENED, screened(one.ready()));
    add(note, AuditCount.FLAGGED, one.ready().flagged() ? 1 : 0);
    long closed = one.closed().size();
    for (FactStore.Outcome fact : one.facts()) {
      closed += fact.closed().size();
      fact.closed().forEach(row -> note.on(row.memory().id()));
    }
    one.closed().forEach(row -> note.on(row.memory().id()));
    add(note, AuditCount.SUPERSEDED, closed);
  }

  private static void add(Note note, AuditCount what, long number) {
    if (number > 0) {
      note.count(what, number);
    }
  }

  /** What counts a judgement. */
  static AuditCount verdict(Verdict verdict) {
    return switch (verdict) {
      case HELPFUL -> AuditCount.HELPFUL;
      case UNHELPFUL -> AuditCount.UNHELPFUL;
      case CORRECTED -> AuditCount.CORRECTED;
    };
  }

  /** 1 if secrets were taken out of it. */
  static int screened(Ready ready) {
    return ready.notes().contains(CaptureNote.SECRETS_REDACTED) ? 1 : 0;
  }
}
