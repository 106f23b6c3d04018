package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.internal.erase.Erasing;
import dev.engram.internal.remember.Revising;
import dev.engram.memory.Erased;
import dev.engram.memory.ErasureReport;
import dev.engram.memory.MemoryId;
import dev.engram.memory.PersonRef;
import dev.engram.scope.Principal;
import java.util.List;
import java.util.function.Supplier;

/** Every erasure of a caller, through the gate. Thread-safe; every method needs a principal. */
public final class Erasures {
  private final Gate gate;
  private final Erasing erasing;
  private final Revising revising;

  Erasures(Gate gate, Erasing erasing, Revising revising) {
    this.gate = gate;
    this.erasing = erasing;
    this.revising = revising;
  }

  /** Erases memories. */
  public ErasureReport erase(List<MemoryId> ids, Principal principal) {
    return gate.change(
        AuditEvent.ERASED,
        principal,
        note -> ids.forEach(note::on),
        () -> erasing.erase(ids, principal, false));
  }

  /** Erases a person. */
  public ErasureReport purge(PersonRef person, Principal principal) {
    return gate.change(
        AuditEvent.PERSON_PURGED,
        principal,
        note -> {},
        () -> erasing.purge(person, principal, false));
  }

  /** Tells what erasing memories would take. */
  public ErasureReport rehearse(List<MemoryId> ids, Principal principal) {
    return rehearsed(principal, ids.size(), () -> erasing.erase(ids, principal, true));
  }

  /** Tells what purging a person would take. */
  public ErasureReport rehearse(PersonRef person, Principal principal) {
    return rehearsed(principal, 1, () -> erasing.purge(person, principal, true));
  }

  private ErasureReport rehearsed(Principal principal, int asked, Supplier<ErasureReport> call) {
    return gate.read(
        AuditEvent.REHEARSED,
        principal,
        note -> note.count(AuditCount.MATERIALS, asked),
        call,
        (note, report) -> note.count(AuditCount.ITEMS, report.count(Erased.MEMORIES)));
  }

  /** Takes forgetting back. */
  public void restore(MemoryId id, Principal principal) {
    gate.change(
        AuditEvent.RESTORED,
        principal,
        note -> note.on(id),
        () -> {
          revising.restore(id, principal);
          return id;
        });
  }
}
