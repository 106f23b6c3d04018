package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The vault as a file: what can be told about it without the key, its permissions and its times.
 *
 * <p>An encrypted vault is random from its first byte on: 16 bytes of salt, then pages of
 * ciphertext. So what is no vault is told by its size, by a known header, or by a first page whose
 * bytes are not spread evenly; a wrong key is told only by the cipher.
 */
final class VaultFile {
  static final int PAGE_BYTES = 8192;
  static final int SALT_BYTES = 16;

  /**
   * Chi-square of 8,192 random bytes over 256 values has mean 255 and standard deviation 23; 600 is
   * 15 deviations away, and any text or structured file lies in the thousands.
   */
  static final double RANDOM_CHI_SQUARE = 600;

  /** One day after 1970 began. */
  private static final long NEUTRAL_MILLIS = 86_400_000;

  private static final byte[] SQLITE_HEADER =
      "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  /** What a file looks like from outside. */
  enum Look {
    MISSING,
    EMPTY,
    RANDOM_PAGES,
    PLAIN_SQLITE,
    SOMETHING_ELSE
  }

  private final Path path;

  VaultFile(Path path) {
    this.path = path.toAbsolutePath().normalize();
  }

  Path path() {
    return path;
  }

  Look look() {
    if (!Files.exists(path)) {
      return Look.MISSING;
    }
    if (!Files.isRegularFile(path)) {
      return Look.SOMETHING_ELSE;
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] page = in.readNBytes(PAGE_BYTES);
      if (page.length == 0) {
        return Look.EMPTY;
      }
      if (startsWithSqliteHeader(page)) {
        return Look.PLAIN_SQLITE;
      }
      boolean whole =
          page.length == PAGE_BYTES && (Files.size(path) % PAGE_BYTES == 0 || crashed());
      return whole && chiSquare(page) < RANDOM_CHI_SQUARE ? Look.RANDOM_PAGES : Look.SOMETHING_ELSE;
    } catch (AccessDeniedException denied) {
      throw new VaultException(
          ErrorCode.READ_ONLY_LOCATION, "the vault file may not be read: " + path);
    } catch (IOException unreadable) {
      throw new VaultException(
          ErrorCode.VAULT_CORRUPT, "the vault file cannot be read: " + path, unreadable);
    }
  }

  /**
   * Whether the last user of the vault crashed: its log is still there. A kill may then have cut
   * the last page of the file in two; the log holds all of it.
   */
  boolean crashed() {
    Path log = path.resolveSibling(path.getFileName() + "-wal");
    try {
      return Files.exists(log) && Files.size(log) > 0;
    } catch (IOException unreadable) {
      return true;
    }
  }

  /** The salt of an encrypted vault: its first 16 bytes, which SQLite never encrypts. */
  byte[] salt() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] salt = in.readNBytes(SALT_BYTES);
      if (salt.length != SALT_BYTES) {
        throw new VaultException(ErrorCode.NOT_A_VAULT, "the file is shorter than a vault's salt");
      }
      return salt;
    } catch (IOException unreadable) {
      throw new VaultException(
          ErrorCode.VAULT_CORRUPT, "the vault file cannot be read: " + path, unreadable);
    }
  }

  /**
   * Whether the head of the file shows none of SQLite's structure. Asked before SQLite opens the
   * file: closing a handle of our own would drop SQLite's locks (POSIX).
   */
  boolean headIsOpaque() {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(PAGE_BYTES);
      return head.length == PAGE_BYTES && !showsStructure(head);
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Whether the first bytes of a file are SQLite's. */
  static boolean showsStructure(byte[] head) {
    // Bytes 16 to 23 of a plain file hold the page size, the format versions and the fixed
    // payload fractions 64, 32, 32.
    boolean structure = head.length >= 24 && head[21] == 64 && head[22] == 32 && head[23] == 32;
    return structure || startsWithSqliteHeader(head);
  }

  /** Makes the folder, mode 0700, unless it exists. */
  void createFolder() {
    Path folder = path.getParent();
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    try {
      if (posix()) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } else {
        Files.createDirectories(folder);
      }
    } catch (IOException refused) {
      throw uncreatable(refused);
    }
  }

  /**
   * An empty file, mode 0600, beside the vault, in which a new vault is begun; {@link #adopt} makes
   * it the vault. So a crash while creating never leaves half a vault.
   */
  VaultFile draft() {
    Path draft = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.deleteIfExists(draft);
      createPrivately(draft);
      return new VaultFile(draft);
    } catch (IOException refused) {
      throw uncreatable(refused);
    }
  }

  /** Makes a finished draft this vault's file. */
  void adopt(VaultFile draft) {
    try {
      Files.move(
          draft.path, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException refused) {
      throw uncreatable(refused);
    }
  }

  private VaultException uncreatable(IOException refused) {
    return new VaultException(
        ErrorCode.READ_ONLY_LOCATION,
        "no vault can be created at " + path + " (" + refused.getClass().getSimpleName() + ")");
  }

  /** Creates a file that only its owner may read and write. */
  static void createPrivately(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    } else {
      Files.createFile(file);
    }
  }

  /** Fails unless the file can be written. */
  void requireWritable() {
    Path folder = path.getParent();
    if (!Files.isWritable(path) || (folder != null && !Files.isWritable(folder))) {
      throw new VaultException(
          ErrorCode.READ_ONLY_LOCATION, "the vault's file or folder may not be written: " + path);
    }
  }

  /**
   * Sets the file's times to one fixed day, so that they tell nothing about its use (§10.4.4). A
   * file system without settable times leaks the time of the last close; the threat model says so.
   *
   * <p>By name: {@code Files} would open the vault and, closing it, drop SQLite's locks.
   *
   * @return whether the time was set
   */
  boolean neutralizeTimes() {
    return path.toFile().setLastModified(NEUTRAL_MILLIS);
  }

  /** Whether a time, in milliseconds since 1970, is the day that all vaults show. */
  static boolean isNeutral(long modified) {
    return modified == NEUTRAL_MILLIS;
  }

  private boolean posix() {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private static boolean startsWithSqliteHeader(byte[] page) {
    if (page.length < SQLITE_HEADER.length) {
      return false;
    }
    for (int i = 0; i < SQLITE_HEADER.length; i++) {
      if (page[i] != SQLITE_HEADER[i]) {
        return false;
      }
    }
    return true;
  }

  static double chiSquare(byte[] bytes) {
    int[] counts = new int[256];
    for (byte b : bytes) {
      counts[b & 0xFF]++;
    }
    double expected = bytes.length / 256.0;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
