package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditVerdict;
import dev.engram.health.Diagnosis.Finding;

/** What a thorough check tells of the audit. */
final class Audited {
  private Audited() {}

  static Finding finding(AuditVerdict verdict) {
    String told =
        verdict
            .broken()
            .map(wrong -> "entry " + wrong.seq() + ": " + wrong.problem().told())
            .orElse(verdict.entries() + " entries, none altered or missing");
    return new Finding(
        "audit",
        verdict.sound(),
        verdict.keyed() ? told : told + "; not keyed, so this shows accidents only");
  }
}
