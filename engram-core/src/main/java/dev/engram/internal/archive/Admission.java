package dev.engram.internal.archive;

import dev.engram.archive.ImportOptions;
import dev.engram.archive.ImportReport;
import dev.engram.fault.AccessException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.aead.ArchiveException;
import dev.engram.internal.crypto.aead.SegmentedOpen;
import dev.engram.internal.crypto.secret.SecretBytes;
import dev.engram.internal.remember.Importing;
import dev.engram.internal.screen.injection.InjectionDetector;
import dev.engram.internal.vault.SessionReads;
import dev.engram.internal.vault.Vault;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Lets an archive in: reads it to its end first, then once more through {@link Quarantine}. What
 * fails on the way is undone whole. Thread-safe.
 */
public final class Admission {
  private static final int LONGEST_NAME = 100;

  private final Vault vault;
  private final Importing importing;
  private final Undoing undoing;
  private final InstantSource clock;

  public Admission(Vault vault, Importing importing, Undoing undoing, InstantSource clock) {
    this.vault = vault;
    this.importing = importing;
    this.undoing = undoing;
    this.clock = clock;
  }

  /**
   * Takes an archive in, or tells what would come of it.
   *
   * @throws VaultException {@code E4020} if it does not open, {@code E4021} if it is refused
   */
  public ImportReport admit(
      Source source,
      SecretBytes passphrase,
      ImportOptions options,
      Principal principal,
      boolean rehearsed) {
    options
        .into()
        .filter(scope -> !principal.mayWrite(scope))
        .ifPresent(scope -> {
          throw AccessException.denied("write", scope.canonical());
        });
    try {
      try (var open = SegmentedOpen.of(source.open(), passphrase)) {
        ImportRun.readThrough(RecordReader.of(open, options));
      }
      try (var open = SegmentedOpen.of(source.open(), passphrase)) {
        RecordReader records = RecordReader.of(open, options);
        return rehearsed
            ? run(records, options, principal, OptionalLong.empty())
            : kept(records, options, principal);
      }
    } catch (ArchiveException unreadable) {
      throw new VaultException(ErrorCode.ARCHIVE_UNREADABLE, told(unreadable), unreadable);
    } catch (IOException unreadable) {
      throw new VaultException(
          ErrorCode.ARCHIVE_UNREADABLE, "the archive cannot be read", unreadable);
    }
  }

  private static String told(ArchiveException unreadable) {
    return switch (unreadable.reason()) {
      case NOT_AN_ARCHIVE -> "the file is no Engram archive";
      case NEWER_VERSION -> "the archive is of a newer version; a newer Engram is needed";
      case UNREASONABLE -> "the archive asks for more work than is sensible";
      case BROKEN -> "the archive does not open: another passphrase, or it was changed or cut";
    };
  }

  private ImportReport kept(RecordReader records, ImportOptions options, Principal principal)
      throws IOException {
    long id = importing.begin();
    boolean whole = false;
    try {
      ImportReport report = run(records, options, principal, OptionalLong.of(id));
      whole = true;
      return report;
    } finally {
      if (!whole) {
        undoing.undo(id, principal);
      }
    }
  }

  private ImportReport run(
      RecordReader records, ImportOptions options, Principal principal, OptionalLong id)
      throws IOException {
    Map<String, String> sessions = new HashMap<>();
    var quarantine =
        new Quarantine(
            options,
            principal,
            clock.instant(),
            InjectionDetector.standard(),
            (scope, name) ->
                sessions.computeIfAbsent(scope + "\n" + name, key -> session(scope, name, id)));
    return new ImportRun(importing, quarantine, principal, id).run(records);
  }

  /** What an archive brings does not go on a conversation that the vault knows. */
  private String session(String scope, String name, OptionalLong id) {
    boolean taken =
        !vault
            .readers()
            .read(reads -> SessionReads.last(reads, Scope.parse(scope), name, 1))
            .isEmpty();
    if (!taken) {
      return name;
    }
    int cut = Math.min(name.length(), LONGEST_NAME);
    int whole = cut < name.length() && Character.isLowSurrogate(name.charAt(cut)) ? cut - 1 : cut;
    return name.substring(0, whole) + " (import " + id.orElse(0) + ")";
  }
}
