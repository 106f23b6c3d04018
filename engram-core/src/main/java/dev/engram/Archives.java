package dev.engram;

import dev.engram.archive.ExportReport;
import dev.engram.archive.ExportRequest;
import dev.engram.archive.ImportOptions;
import dev.engram.archive.ImportReport;
import dev.engram.archive.KnownImport;
import dev.engram.config.EngramOptions;
import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.internal.lifecycle.Archiving;
import dev.engram.memory.KnownCopy;
import dev.engram.scope.Principal;
import dev.engram.spi.HumanChannel;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;

/**
 * Takes memories out of a vault as files, and in again; for the host, never for a tool. Files are
 * written beside their place and get their name when they are whole; only their owner may read
 * them; one that exists is never written over. Passphrases are zeroed on return. Thread-safe.
 */
public final class Archives {
  private final Archiving archiving;

  Archives(Archiving archiving) {
    this.archiving = archiving;
  }

  /**
   * Writes an encrypted archive of what the principal may see: words, times, links, no vectors, no
   * keys. Sealed memories are opened for it and leave only inside of it. Cost: a quarter of a
   * second for the passphrase, then a tenth of a millisecond or two a memory; holds one reader and
   * one record.
   *
   * @param passphrase at least 8 bytes of UTF-8
   * @throws AccessException {@code E4001} if a scope is asked for that is not visible
   * @throws VaultException {@code E1011} or {@code E1005} if the file cannot be written
   */
  public ExportReport export(
      Path file, char[] passphrase, ExportRequest request, Principal principal) {
    return archiving.export(file, passphrase, request, principal);
  }

  /** The same to a stream, which stays open; a slow one holds a reader for as long. */
  public ExportReport export(
      OutputStream out, char[] passphrase, ExportRequest request, Principal principal) {
    return archiving.export(out, passphrase, request, principal);
  }

  /**
   * Asks a person, by {@link EngramOptions#withHuman}, whether memories may be written for anybody
   * to read. The code goes to the {@link HumanChannel} alone.
   *
   * @return how many memories it is about
   * @throws AccessException {@code E4022} if the host gave no such channel
   */
  public int requestPlaintextExport(ExportRequest request, Principal principal) {
    return archiving.requestPlaintext(request, principal);
  }

  /**
   * Writes what the principal may see as JSON that anybody can read.
   *
   * @param code as the person was shown it, within five minutes, for this principal and request
   * @throws AccessException {@code E4022} if it is not that code, or there are more memories now
   */
  public ExportReport exportPlaintext(
      Path file, String code, ExportRequest request, Principal principal) {
    return archiving.exportPlaintext(file, code, request, principal);
  }

  /**
   * Takes an archive in through quarantine. Each memory is checked, screened, and remembered as
   * something new that came by import; nothing that it claims of itself is trusted. What the vault
   * knew is neither strengthened nor closed by it. If the import fails, all of it is forgotten.
   *
   * @throws VaultException {@code E4020} if the archive does not open, {@code E4021} if it is
   *     refused as a whole; nothing was changed
   */
  public ImportReport importFrom(
      Path file, char[] passphrase, ImportOptions options, Principal principal) {
    return archiving.admit(file, passphrase, options, principal, false);
  }

  /** The same from a stream, which is put aside, as it is, in a temporary file first. */
  public ImportReport importFrom(
      InputStream in, char[] passphrase, ImportOptions options, Principal principal) {
    return archiving.admit(in, passphrase, options, principal, false);
  }

  /**
   * Tells what {@link #importFrom} would do, and leaves the vault as it is. Batches do not see each
   * other's memories, so what restates another batch, and cycles of links, show in the import only.
   */
  public ImportReport preview(
      Path file, char[] passphrase, ImportOptions options, Principal principal) {
    return archiving.admit(file, passphrase, options, principal, true);
  }

  /**
   * Forgets every memory that an import brought and that the principal may change.
   *
   * @return how many
   * @throws InvalidInputException {@code E2010} if there is no such import
   */
  public int undo(long importId, Principal principal) {
    return archiving.undo(importId, principal);
  }

  /** The imports that were made, newest first. */
  public List<KnownImport> imports() {
    return archiving.imports();
  }

  /**
   * Copies the vault as it is now to a file that the same key opens. Writes go on meanwhile.
   *
   * @throws VaultException {@code E1012} for a vault without a key: that would be plain text
   */
  public void backup(Path file) {
    archiving.backup(file);
  }

  /** The files that were made of this vault, newest first: what is erased here is still there. */
  public List<KnownCopy> copies() {
    return archiving.copies();
  }

  /**
   * Counts a copy no longer among those that exist, because the host destroyed it.
   *
   * @return whether it was known
   */
  public boolean discard(long copyId) {
    return archiving.discard(copyId);
  }
}
