package dev.engram;

import dev.engram.audit.AuditEntry;
import dev.engram.audit.AuditHead;
import dev.engram.audit.AuditReference;
import dev.engram.audit.AuditVerdict;
import dev.engram.config.AuditOptions;
import dev.engram.internal.audit.AuditSubject;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.scope.Principal;
import java.util.List;
import java.util.Optional;

/**
 * What was done with a vault, by whom, and what was refused. It holds events, numbers and keyed
 * hashes, no content; still it tells who asked how often, so it is for the host and its
 * administrators, never for an agent or a tool. Thread-safe.
 *
 * <p>Which entries the vault keeps, and whether reads wait for theirs, is set by {@link
 * AuditOptions}.
 */
public final class Audit {
  private final AuditTrail trail;

  Audit(AuditTrail trail) {
    this.trail = trail;
  }

  /**
   * The newest entries since the vault was opened, newest first, of all classes; at most 2,000 are
   * kept. No I/O.
   */
  public List<AuditEntry> recent(int most) {
    return trail.recent(most);
  }

  /** The newest entries of the vault's chain, newest first. */
  public List<AuditEntry> entries(int most) {
    return trail.before(Long.MAX_VALUE, most);
  }

  /** Entries of the vault's chain before a number, newest first, to read on. */
  public List<AuditEntry> entriesBefore(long seq, int most) {
    return trail.before(seq, most);
  }

  /** What stands for a memory in entries, to find those that are about it. */
  public AuditReference reference(MemoryId id) {
    return trail.reference(AuditSubject.memory(id));
  }

  /** What stands for an entity in entries. */
  public AuditReference reference(EntityId id) {
    return trail.reference(AuditSubject.entity(id));
  }

  /** What stands for the agent of a principal in entries. */
  public AuditReference reference(Principal principal) {
    return trail.reference(AuditSubject.actor(principal.agent()));
  }

  /**
   * Where the chain ends now. Kept outside of the vault, it lets {@link #verify(Optional)} find
   * that the vault was put back to an earlier state. Writes what waits first.
   */
  public AuditHead head() {
    return trail.head();
  }

  /** Checks every entry of the chain. Reads all of it, some 40,000 entries a second. */
  public AuditVerdict verify() {
    return verify(Optional.empty());
  }

  /** The same, and that the chain goes on from a head that the host kept. */
  public AuditVerdict verify(Optional<AuditHead> keptByHost) {
    return trail.verify(keptByHost);
  }
}
