package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.fault.AuditException;
import dev.engram.internal.audit.AuditSubject;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.spi.BackendAudit;

/** Brings calls to outside stores into the audit. Thread-safe; waits for nothing. */
final class BackendWitness implements BackendAudit {
  private final AuditTrail audit;

  BackendWitness(AuditTrail audit) {
    this.audit = audit;
  }

  @Override
  public void called(Call call) {
    try {
      audit.takeSoon(
          audit
              .byHost(AuditEvent.BACKEND_CALLED)
              .on(AuditSubject.backend(call.backend()))
              .count(operation(call), 1)
              .count(AuditCount.IDS, call.ids())
              .count(AuditCount.VECTORS, call.vectors())
              .count(outcome(call), 1)
              .count(AuditCount.MICROS, call.took().toNanos() / 1_000));
    } catch (AuditException sink) {
      // counted by the audit; the call was made already
    }
  }

  private static AuditCount operation(Call call) {
    return switch (call.operation()) {
      case BEGIN -> AuditCount.BEGINS;
      case PUT -> AuditCount.PUTS;
      case REMOVE -> AuditCount.REMOVALS;
      case SEARCH -> AuditCount.SEARCHES;
      case COUNT -> AuditCount.COUNTINGS;
    };
  }

  private static AuditCount outcome(Call call) {
    return switch (call.outcome()) {
      case ANSWERED -> AuditCount.ANSWERED;
      case UNAVAILABLE -> AuditCount.UNAVAILABLE;
      case FAILED -> AuditCount.FAILED;
      case LATE -> AuditCount.LATE;
    };
  }
}
