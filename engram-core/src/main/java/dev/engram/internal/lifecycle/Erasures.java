package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.internal.erase.Erasing;
import dev.engram.internal.remember.Revising;
import dev.engram.memory.ErasureReport;
import dev.engram.memory.MemoryId;
import dev.engram.memory.PersonRef;
import dev.engram.scope.Principal;
import java.util.List;

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

  /** Erases memories, or tells what would be erased. */
  public ErasureReport erase(List<MemoryId> ids, Principal principal, boolean rehearsed) {
    return gate.change(
        AuditEvent.ERASED,
        principal,
        note -> ids.forEach(note::on),
        () -> erasing.erase(ids, principal, rehearsed));
  }

  /** Erases a person, or tells what would be erased. */
  public ErasureReport purge(PersonRef person, Principal principal, boolean rehearsed) {
    return gate.change(
        AuditEvent.PERSON_PURGED,
        principal,
        note -> note.count(AuditCount.MATERIALS, 1),
        () -> erasing.purge(person, principal, rehearsed));
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
