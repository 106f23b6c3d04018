package dev.engram.internal.vault;

import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Gives a closed vault another key (spec §10.11).
 *
 * <p>The vault is written anew beside itself, enciphered with the new key from its first page on,
 * its root key is sealed anew in it, and only when all of that is on the disk does it take the
 * vault's name, in one step of the file system. So whenever the process dies, the vault opens with
 * exactly one of the two keys and is whole. Cost: reads and writes everything, and needs the room
 * for a second vault meanwhile.
 *
 * <p>The old file's blocks are given back to the file system, not overwritten: who finds them
 * there, or in a backup, and has the old key, reads the vault as it was.
 */
public final class KeyChange {
  private final VaultFile file;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** A change of the key of the vault at {@code path}. */
  public KeyChange(Path path, InstantSource clock, RandomGenerator random) {
    this.file = new VaultFile(path);
    this.clock = clock;
    this.random = random;
  }

  /**
   * Changes it. Both keys are taken over and closed.
   *
   * @throws VaultException with the codes of opening; the vault is as it was then
   * @throws InvalidInputException {@code E4005} if either is no key at all
   */
  public void run(VaultKey present, VaultKey next) {
    try (present;
        next) {
      if (present instanceof VaultKey.InsecurePlaintext
          || next instanceof VaultKey.InsecurePlaintext) {
        throw InvalidInputException.of("key", "must be a key, got none");
      }
      Connections.requireCipheringDriver();
      VaultOpening.requireOpenable(file, false, false);
      file.requireWritable();
      try (VaultKey from = MasterKey.ready(present, false);
          VaultKey to = MasterKey.ready(next, true)) {
        var lock = VaultLock.take(file.path());
        try {
          locked(from, to);
        } finally {
          lock.close();
        }
      }
    }
  }

  private void locked(VaultKey from, VaultKey to) {
    VaultOpening.requireOpenable(file, false, false);
    byte[] salt = VaultOpening.newSalt();
    try (SecretBytes old = MasterKey.derive(from, file.salt(), false).orElseThrow();
        SecretBytes young = MasterKey.derive(to, salt, true).orElseThrow();
        KeyRing oldRing = KeyRing.opening(file, old, KeyOrigin.of(from));
        KeyRing newRing = KeyRing.ofNew(young, KeyOrigin.of(to))) {
      write(oldRing, newRing, salt);
    }
  }

  private void write(KeyRing from, KeyRing to, byte[] salt) {
    VaultFile draft = file.draft();
    copy(from, new Connections(draft.path(), Optional.of(to.page())).address(salt));
    try (Connection fresh = new Connections(draft.path(), Optional.of(to.page())).writer()) {
      RootKey.rewrap(fresh, from, to);
      Padding.renew(fresh, random);
      Connections.text(fresh, "PRAGMA journal_mode=WAL");
      Connections.text(fresh, "PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
    try {
      flush(draft.path());
      file.adopt(draft);
      flush(file.path().resolveSibling("."));
    } catch (IOException failed) {
      throw new VaultException(
          ErrorCode.WRITE_FAILED, "the new file could not be written to the disk", failed);
    }
    file.neutralizeTimes();
  }

  /** Writes all pages anew; the old file's log is folded into it before it is let go. */
  private void copy(KeyRing from, String target) {
    var connections = new Connections(file.path(), Optional.of(from.page()));
    try (Connection reading = VaultOpening.openWriting(connections, file.headIsOpaque(), clock);
        PreparedStatement copy = reading.prepareStatement("VACUUM INTO ?")) {
      Connections.text(reading, "PRAGMA wal_checkpoint(TRUNCATE)");
      copy.setString(1, target);
      copy.execute();
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
  }

  private static void flush(Path path) throws IOException {
    boolean folder = Files.isDirectory(path);
    try (FileChannel channel =
        FileChannel.open(path, folder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
      channel.force(true);
    } catch (IOException refused) {
      if (!folder) {
        throw refused;
      }
      // Not every system lets a folder be flushed; the name is then as durable as any rename there.
    }
  }
}
