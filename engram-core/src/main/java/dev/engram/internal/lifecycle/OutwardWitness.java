package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.config.EngramOptions;
import dev.engram.internal.audit.AuditSubject;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.audit.Note;
import dev.engram.internal.outward.Outward;
import dev.engram.internal.outward.Passing;
import dev.engram.internal.outward.Resolver;
import dev.engram.internal.outward.Witness;
import dev.engram.internal.vault.FieldSeal;
import dev.engram.internal.vault.SettingTable;
import dev.engram.internal.vault.Vault;
import java.util.Optional;
import java.util.function.LongUnaryOperator;

/** Brings what leaves the process into the audit, before it leaves. Thread-safe. */
final class OutwardWitness implements Witness {
  private final AuditTrail audit;

  private OutwardWitness(AuditTrail audit) {
    this.audit = audit;
  }

  /** The gate of an engine. */
  static Outward gate(Vault vault, AuditTrail audit, EngramOptions options) {
    return new Outward(options.outward(), key(vault), new OutwardWitness(audit), Resolver.system());
  }

  /** Without a key of its own a vault has its id, which no service is told. */
  private static LongUnaryOperator key(Vault vault) {
    Optional<FieldSeal> fields = vault.fields();
    if (fields.isPresent()) {
      return fields.get()::blinded;
    }
    long id =
        vault.writer().write(tx -> SettingTable.get(tx, "vault")).map(String::hashCode).orElse(0);
    return hash -> Long.rotateLeft((hash ^ id) * 0x9E3779B97F4A7C15L, 31);
  }

  @Override
  public void leaving(String service, int texts, Passing passing) {
    if (texts > 0) {
      tell(
          note(AuditEvent.OUTWARD_CALLED, service)
              .count(AuditCount.TEXTS, texts)
              .count(AuditCount.SECRETS, passing.secrets())
              .count(AuditCount.PERSONAL, passing.personal()));
    }
    if (passing.kept() > 0) {
      tell(
          note(AuditEvent.OUTWARD_REFUSED, service)
              .count(AuditCount.WITHHELD, passing.withheld())
              .count(AuditCount.FAILED, passing.failed()));
    }
  }

  private Note note(AuditEvent event, String service) {
    return audit.byHost(event).on(AuditSubject.backend(service));
  }

  private void tell(Note note) {
    audit.takeSoon(note);
  }
}
