package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Copies an open vault: the same pages' content in a new file, enciphered with the same key from
 * its first page on, with the same salt, so that the same passphrase opens it. SQLite's own {@code
 * backup} would write plaintext and is never used.
 *
 * <p>Runs on a thread of its caller that may hold native calls; writes go on meanwhile, and the
 * copy is the vault of one moment. Cost: reads and writes everything.
 */
final class Backup {
  private final Connections source;
  private final KeyRing keys;
  private final byte[] salt;
  private final RandomGenerator random;

  Backup(Connections source, KeyRing keys, byte[] salt, RandomGenerator random) {
    this.source = source;
    this.keys = keys;
    this.salt = salt;
    this.random = random;
  }

  /** Writes it beside {@code target}, checks it, and gives it that name. */
  void write(Path target) {
    var file = new VaultFile(target);
    if (Files.exists(file.path())) {
      throw InvalidInputException.of("backup.file", "exists already");
    }
    file.createFolder();
    VaultFile draft = file.draft();
    try {
      copy(draft);
      flush(draft.path());
      file.adopt(draft);
      file.neutralizeTimes();
    } finally {
      for (String ending : new String[] {"", "-wal", "-shm", "-journal"}) {
        delete(draft.path().resolveSibling(draft.path().getFileName() + ending));
      }
    }
  }

  private void copy(VaultFile draft) {
    var connections = new Connections(draft.path(), Optional.of(keys.page()));
    try (Connection reading = source.writer();
        PreparedStatement into = reading.prepareStatement("VACUUM INTO ?")) {
      into.setString(1, connections.address(salt));
      into.execute();
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
    boolean opaque = draft.headIsOpaque();
    try (Connection fresh = connections.writer()) {
      Connections.proveEncryption(fresh, opaque);
      Padding.renew(fresh, random);
      Connections.text(fresh, "PRAGMA journal_mode=WAL");
      Connections.text(fresh, "PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
  }

  private static void flush(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException failed) {
      throw new VaultException(
          ErrorCode.WRITE_FAILED, "the backup could not be written to the disk", failed);
    }
  }

  private static void delete(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException stays) {
      // an encrypted half of a copy under a name that nothing opens
    }
  }
}
