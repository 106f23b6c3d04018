package dev.engram.internal.vault;

import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Optional;

/** What has to be known, proven or made before a vault is open. */
final class VaultOpening {
  /** Marks an SQLite file as Engram's ("Engr"); lies inside the encrypted first page. */
  private static final int APPLICATION_ID = 0x456E6772;

  private VaultOpening() {}

  /** The keys of a vault that is about to be made, or those that open it. */
  static Optional<KeyRing> ring(
      VaultKey source, KeyOrigin origin, VaultFile file, byte[] salt, boolean fresh) {
    Optional<SecretBytes> master = MasterKey.derive(source, salt, fresh);
    try {
      return master.map(
          key -> fresh ? KeyRing.ofNew(key, origin) : KeyRing.opening(file, key, origin));
    } finally {
      master.ifPresent(SecretBytes::close);
    }
  }

  /** Whether the vault is to be created; fails when the file is none or cannot be opened so. */
  static boolean requireOpenable(VaultFile file, boolean plain, boolean create) {
    return switch (file.look()) {
      case MISSING, EMPTY -> {
        if (!create) {
          throw new VaultException(ErrorCode.VAULT_MISSING, "there is no vault at " + file.path());
        }
        yield true;
      }
      case RANDOM_PAGES -> {
        if (plain) {
          throw new VaultException(
              ErrorCode.WRONG_KEY, "the vault is encrypted; it does not open without its key");
        }
        yield false;
      }
      case PLAIN_SQLITE -> {
        if (!plain) {
          throw new VaultException(
              ErrorCode.NOT_A_VAULT, "the file is an unencrypted SQLite database");
        }
        yield false;
      }
      case SOMETHING_ELSE ->
          throw new VaultException(ErrorCode.NOT_A_VAULT, "the file is no Engram vault");
    };
  }

  /** Random bytes for the head of a file. */
  static byte[] newSalt() {
    byte[] salt = new byte[VaultFile.SALT_BYTES];
    new SecureRandom().nextBytes(salt);
    return salt;
  }

  /** Makes an empty vault with that salt. */
  static void writeFirstPage(Connections connections, byte[] salt) {
    try (Connection connection =
        connections.encrypted() ? connections.create(salt) : connections.writer()) {
      Connections.run(connection, "PRAGMA page_size=" + VaultFile.PAGE_BYTES);
      Connections.run(connection, "PRAGMA auto_vacuum=INCREMENTAL");
      Connections.run(connection, "PRAGMA application_id=" + APPLICATION_ID);
      Connections.text(connection, "PRAGMA journal_mode=WAL");
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
  }

  /** The writer's connection, once encryption is proven and the schema is the newest. */
  static Connection openWriting(
      Connections connections, boolean headIsOpaque, InstantSource clock) {
    Connection connection = connections.writer();
    try {
      if (connections.encrypted()) {
        Connections.proveEncryption(connection, headIsOpaque);
      }
      if (Connections.number(connection, "PRAGMA application_id") != APPLICATION_ID) {
        throw new VaultException(
            ErrorCode.NOT_A_VAULT, "the database carries another application's mark");
      }
      Migrations.apply(connection, clock.instant());
      return connection;
    } catch (RuntimeException failed) {
      Vault.closeQuietly(connection);
      throw failed;
    }
  }
}
