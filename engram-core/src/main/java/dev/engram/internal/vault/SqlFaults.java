package dev.engram.internal.vault;

import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.sql.SQLException;

/** Says what a driver's error means to a user of the vault. Driver messages carry no content. */
final class SqlFaults {
  private static final int BUSY = 5;
  private static final int READONLY = 8;
  private static final int IOERR = 10;
  private static final int CORRUPT = 11;
  private static final int FULL = 13;
  private static final int CANTOPEN = 14;
  private static final int NOTADB = 26;

  private SqlFaults() {}

  /**
   * While opening: a page that does not decrypt means a wrong key. No cause is kept, because a
   * driver may quote the connection's address, which holds the key.
   */
  static EngramException opening(SQLException failed) {
    return switch (primary(failed)) {
      case NOTADB ->
          new VaultException(
              ErrorCode.WRONG_KEY, "the key does not open this vault, or the file is damaged");
      case CANTOPEN, READONLY ->
          new VaultException(
              ErrorCode.READ_ONLY_LOCATION, "the vault's file or folder may not be written");
      case BUSY -> new VaultException(ErrorCode.VAULT_IN_USE, "another program has the vault open");
      case CORRUPT -> new VaultException(ErrorCode.VAULT_CORRUPT, "the vault is damaged");
      case FULL -> new VaultException(ErrorCode.DISK_FULL, "the disk is full");
      default ->
          new VaultException(
              ErrorCode.VAULT_CORRUPT,
              "the vault cannot be opened (SQLite result " + failed.getErrorCode() + ")");
    };
  }

  /** While writing. */
  static VaultException writing(SQLException failed) {
    return switch (primary(failed)) {
      case FULL ->
          new VaultException(
              ErrorCode.DISK_FULL, "the disk is full; nothing of this write was kept", failed);
      case CORRUPT, NOTADB ->
          new VaultException(ErrorCode.VAULT_CORRUPT, "the vault is damaged", failed);
      case READONLY ->
          new VaultException(
              ErrorCode.READ_ONLY_LOCATION, "the vault can no longer be written", failed);
      default ->
          new VaultException(
              ErrorCode.WRITE_FAILED, "the write failed; nothing of it was kept", failed);
    };
  }

  /** While reading. */
  static VaultException reading(SQLException failed) {
    return new VaultException(ErrorCode.VAULT_CORRUPT, "the vault cannot be read", failed);
  }

  /** Whether the file or disk beneath is broken, so that no later write can be trusted. */
  static boolean breaksWriter(SQLException failed) {
    return switch (primary(failed)) {
      case IOERR, CORRUPT, NOTADB, READONLY, CANTOPEN -> true;
      default -> false;
    };
  }

  /** Whether the transaction as a whole is lost, not one statement. */
  static boolean losesTransaction(SQLException failed) {
    return breaksWriter(failed) || primary(failed) == FULL;
  }

  private static int primary(SQLException failed) {
    return failed.getErrorCode() & 0xFF;
  }
}
