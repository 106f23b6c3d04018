package dev.engram.internal.lifecycle;

import dev.engram.archive.ExportReport;
import dev.engram.archive.ExportRequest;
import dev.engram.archive.ImportOptions;
import dev.engram.archive.ImportReport;
import dev.engram.archive.KnownImport;
import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.archive.Admission;
import dev.engram.internal.archive.Confirmations;
import dev.engram.internal.archive.Exports;
import dev.engram.internal.archive.Source;
import dev.engram.internal.archive.Undoing;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.audit.Note;
import dev.engram.internal.crypto.secret.SecretBytes;
import dev.engram.internal.vault.CopyTable;
import dev.engram.internal.vault.ImportTable;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.KnownCopy;
import dev.engram.memory.KnownCopy.Kind;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Every archive of a caller, through the gate. Thread-safe. */
public final class Archiving {
  private final Gate gate;
  private final Vault vault;
  private final AuditTrail audit;
  private final InstantSource clock;
  private final Exports exports;
  private final Confirmations confirmations;
  private final Admission admission;
  private final Undoing undoing;

  Archiving(
      Gate gate,
      Vault vault,
      AuditTrail audit,
      InstantSource clock,
      Exports exports,
      Confirmations confirmations,
      Admission admission,
      Undoing undoing) {
    this.gate = gate;
    this.vault = vault;
    this.audit = audit;
    this.clock = clock;
    this.exports = exports;
    this.confirmations = confirmations;
    this.admission = admission;
    this.undoing = undoing;
  }

  /** Writes an encrypted archive. */
  public ExportReport export(
      Path file, char[] passphrase, ExportRequest request, Principal principal) {
    return export(
        passphrase,
        principal,
        (words, told) -> exports.toFile(file, words, request, principal, told));
  }

  /** Writes an encrypted archive to a stream. */
  public ExportReport export(
      OutputStream out, char[] passphrase, ExportRequest request, Principal principal) {
    return export(
        passphrase,
        principal,
        (words, told) -> exports.toStream(out, words, request, principal, told));
  }

  private ExportReport export(
      char[] passphrase,
      Principal principal,
      BiFunction<SecretBytes, Exports.Told, ExportReport> way) {
    return gate.change(
        AuditEvent.EXPORTED,
        principal,
        note -> {},
        () -> {
          try (var words = words(passphrase)) {
            return way.apply(
                words.secret(),
                (report, where) -> exported(report, Kind.ARCHIVE, where, principal));
          }
        });
  }

  /** Shows a person a code; answers how many memories it is about. */
  public int requestPlaintext(ExportRequest request, Principal principal) {
    return gate.change(
        AuditEvent.PLAINTEXT_EXPORT_REQUESTED,
        principal,
        note -> {},
        () -> {
          int memories = exports.count(request, principal);
          audit.take(
              audit
                  .by(principal, AuditEvent.PLAINTEXT_EXPORT_REQUESTED)
                  .count(AuditCount.MEMORIES, memories));
          confirmations.request(principal, request, memories);
          return memories;
        });
  }

  /** Writes everything for anybody to read, if a person allowed it. */
  public ExportReport exportPlaintext(
      Path file, String code, ExportRequest request, Principal principal) {
    return gate.change(
        AuditEvent.PLAINTEXT_EXPORTED,
        principal,
        note -> {},
        () -> {
          int memories = exports.count(request, principal);
          confirmations.redeem(code, principal, request, memories);
          return exports.toPlainFile(
              file,
              request,
              principal,
              memories,
              (report, where) -> exported(report, Kind.PLAINTEXT, where, principal));
        });
  }

  private void exported(ExportReport report, Kind kind, Optional<Path> where, Principal principal) {
    AuditEvent event = kind == Kind.PLAINTEXT ? AuditEvent.PLAINTEXT_EXPORTED : AuditEvent.EXPORTED;
    note(
        audit.by(principal, event).count(AuditCount.MEMORIES, report.memories()),
        kind,
        where,
        report.memories());
  }

  private void note(Note note, Kind kind, Optional<Path> where, int memories) {
    vault
        .writer()
        .write(tx -> {
          CopyTable.add(tx, kind, where, clock.instant(), memories);
          audit.write(tx, note);
          return true;
        });
  }

  /** Copies the vault's file. */
  public void backup(Path file) {
    Path target = file.toAbsolutePath().normalize();
    gate.hosted(
        AuditEvent.BACKED_UP,
        note -> {},
        () -> {
          vault.backup(target);
          vault
              .writer()
              .write(tx -> {
                CopyTable.add(tx, Kind.BACKUP, Optional.of(target), clock.instant(), 0);
                return true;
              });
          return target;
        });
  }

  /** Takes an archive in, or tells what would come of it. */
  public ImportReport admit(
      Path file, char[] passphrase, ImportOptions options, Principal principal, boolean rehearsed) {
    return admit(
        () -> Source.of(file, options.maxBytes()), passphrase, options, principal, rehearsed);
  }

  /** The same from a stream. */
  public ImportReport admit(
      InputStream in,
      char[] passphrase,
      ImportOptions options,
      Principal principal,
      boolean rehearsed) {
    return admit(
        () -> Source.of(in, options.maxBytes()), passphrase, options, principal, rehearsed);
  }

  /** Where an archive comes from. */
  private interface Supply {
    Source open() throws IOException;
  }

  private ImportReport admit(
      Supply supply,
      char[] passphrase,
      ImportOptions options,
      Principal principal,
      boolean rehearsed) {
    return gate.change(
        AuditEvent.IMPORTED,
        principal,
        note -> {},
        () -> {
          try (var words = words(passphrase);
              Source source = supply.open()) {
            ImportReport report =
                admission.admit(source, words.secret(), options, principal, rehearsed);
            AuditEvent event = rehearsed ? AuditEvent.REHEARSED : AuditEvent.IMPORTED;
            audit.take(
                audit
                    .by(principal, event)
                    .count(AuditCount.MATERIALS, report.total())
                    .count(AuditCount.STORED, report.stored())
                    .count(AuditCount.RESTATED, report.restated())
                    .count(AuditCount.SCREENED, report.redacted())
                    .count(AuditCount.REFUSED, report.allRejected()));
            return report;
          } catch (IOException unreadable) {
            throw new VaultException(
                ErrorCode.ARCHIVE_UNREADABLE, "the archive cannot be read", unreadable);
          }
        });
  }

  /** Forgets what an import brought. */
  public int undo(long id, Principal principal) {
    return gate.change(
        AuditEvent.IMPORT_UNDONE,
        principal,
        note -> {},
        () -> {
          int forgotten = undoing.undo(id, principal);
          audit.take(
              audit.by(principal, AuditEvent.IMPORT_UNDONE).count(AuditCount.MEMORIES, forgotten));
          return forgotten;
        });
  }

  /** Imports that were made. */
  public List<KnownImport> imports() {
    return vault.readers().read(ImportTable::all);
  }

  /** Copies that were made. */
  public List<KnownCopy> copies() {
    return vault.readers().read(CopyTable::all);
  }

  /** Counts a copy no longer among those that exist. */
  public boolean discard(long id) {
    return gate.hosted(
        AuditEvent.COPY_DISCARDED,
        note -> {},
        () -> vault.writer().write(tx -> CopyTable.remove(tx, id)));
  }

  private static VaultKey.Words words(char[] passphrase) {
    return (VaultKey.Words) VaultKey.passphrase(passphrase);
  }
}
