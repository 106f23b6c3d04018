package dev.engram.internal.lifecycle;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.audit.Note;
import dev.engram.internal.vault.Vault;
import java.nio.file.Path;
import java.util.Optional;

/** What the audit is told of an opening. */
final class Opening {
  private Opening() {}

  /**
   * Hardens the process as asked and opens the vault; a failure is told to sinks, since there is no
   * vault to write it to.
   */
  static Vault vault(Path path, VaultKey key, Vault.Settings settings, EngramOptions options) {
    try {
      Hardened.process(options.vault().hardening(), key);
      Vault vault = Vault.open(path, key, settings, options.clock(), options.random());
      Hardened.keys(options.vault().hardening(), vault);
      return vault;
    } catch (RuntimeException failed) {
      AuditTrail.notOpened(options.audit(), options.clock(), code(failed));
      throw failed;
    }
  }

  private static Optional<ErrorCode> code(RuntimeException failed) {
    return failed instanceof EngramException known ? Optional.of(known.code()) : Optional.empty();
  }

  static Note note(AuditTrail audit, Vault vault) {
    Note note =
        audit.byHost(AuditEvent.VAULT_OPENED).count(AuditCount.SCHEMA, vault.schemaVersion());
    return vault.recovered() ? note.count(AuditCount.RECOVERED, 1) : note;
  }

  /** Tells of an opening that failed after the vault itself was open, and ends the audit. */
  static void failed(AuditTrail audit, RuntimeException failed) {
    Note note = audit.byHost(AuditEvent.VAULT_OPEN_FAILED);
    code(failed).ifPresent(code -> note.during(AuditEvent.VAULT_OPENED, code));
    try {
      audit.take(note);
    } catch (EngramException unwritten) {
      failed.addSuppressed(unwritten);
    }
    audit.close();
  }
}
