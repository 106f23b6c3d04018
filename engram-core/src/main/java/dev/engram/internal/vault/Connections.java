package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import dev.engram.internal.crypto.secret.SecretBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Opens connections to one vault, each with the same cipher and pragmas.
 *
 * <p>The key travels in the connection's URI: given later, by a pragma, SQLite would already have
 * read the file as plaintext. The URI is a Java string, so the key's hexadecimal form stays in the
 * heap until collected; the threat model says so.
 *
 * <p>Thread-safety: safe; the connections it returns are for one thread at a time.
 */
final class Connections {
  private static final String CIPHER = "?cipher=sqlcipher&legacy=4&legacy_page_size=8192&key=x'";

  /** Of the writer, in KiB. */
  private static final String CACHE = "PRAGMA cache_size=-16000";

  /**
   * For writing a file anew, filled as far as the file reaches. Beyond it, pages are deciphered a
   * second time.
   */
  private static final String LARGE_CACHE = "PRAGMA cache_size=-262144";

  private final Path path;
  private final Optional<SecretBytes> key;

  Connections(Path path, Optional<SecretBytes> key) {
    this.path = path;
    this.key = key;
  }

  boolean encrypted() {
    return key.isPresent();
  }

  /** A connection that creates the vault's first page: the salt is fixed by the caller. */
  Connection create(byte[] salt) {
    return connect(HexFormat.of().formatHex(salt));
  }

  /** A connection for the writer. */
  Connection writer() {
    Connection connection = connect("");
    try {
      run(connection, CACHE);
      run(connection, "PRAGMA wal_autocheckpoint=4000");
      return connection;
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
  }

  /** A connection that refuses to write. */
  Connection reader() {
    Connection connection = connect("");
    try {
      run(connection, "PRAGMA cache_size=-4000");
      run(connection, "PRAGMA query_only=ON");
      return connection;
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
  }

  /** The address, key included, at which SQLite makes this file with that salt. */
  String address(byte[] salt) {
    return address(HexFormat.of().formatHex(salt));
  }

  private String address(String saltHex) {
    String file = "file:" + percentEncoded(path);
    return key.map(secret ->
            secret.lend(bytes -> file + CIPHER + HexFormat.of().formatHex(bytes) + saltHex + "'"))
        .orElse(file);
  }

  private Connection connect(String saltHex) {
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + address(saltHex));
      run(connection, "PRAGMA busy_timeout=5000");
      run(connection, "PRAGMA temp_store=MEMORY");
      run(connection, "PRAGMA secure_delete=ON");
      run(connection, "PRAGMA foreign_keys=ON");
      run(connection, "PRAGMA synchronous=FULL");
      return connection;
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
  }

  /**
   * Fails unless the driver on the class path can encrypt. Stock SQLite answers "ok" to a key and
   * writes plaintext, so this is asked of an in-memory database before any file is touched.
   */
  static void requireCipheringDriver() {
    try (Connection memory = DriverManager.getConnection("jdbc:sqlite::memory:");
        Statement statement = memory.createStatement();
        ResultSet version = statement.executeQuery("SELECT sqlite3mc_version()")) {
      if (!version.next()) {
        throw unproven("the SQLite driver does not name its cipher library");
      }
    } catch (SQLException noSuchFunction) {
      throw unproven(
          "the SQLite driver on the class path cannot encrypt (no SQLite3 Multiple Ciphers);"
              + " remove the stock driver, or ask for an unencrypted vault in so many words");
    }
  }

  /** Fails unless this connection and the file's own bytes both show that pages are encrypted. */
  static void proveEncryption(Connection connection, boolean headIsOpaque) {
    String cipher = text(connection, "PRAGMA cipher").orElse("none");
    if (!cipher.equals("sqlcipher")) {
      throw unproven("the connection's cipher is " + cipher + " where sqlcipher was asked for");
    }
    if (!headIsOpaque) {
      throw unproven("the head of the vault file shows SQLite's structure");
    }
  }

  static VaultException unproven(String why) {
    return new VaultException(ErrorCode.ENCRYPTION_UNPROVEN, why);
  }

  /**
   * Writes every page of the file anew, on a writer's connection. SQLite reads each page twice, to
   * copy it and to replace it: the second time from its cache, if that holds the file.
   */
  static void writeAnew(Connection writer) throws SQLException {
    run(writer, LARGE_CACHE);
    try {
      run(writer, "VACUUM");
    } finally {
      run(writer, CACHE);
    }
  }

  static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /**
   * Runs a statement that works in steps without a result, as {@code incremental_vacuum} does:
   * {@link #run} would take the first step only.
   */
  static void runToEnd(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  /** The first column of the first row, if there is one. */
  static Optional<String> text(Connection connection, String sql) {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? Optional.ofNullable(rows.getString(1)) : Optional.empty();
    } catch (SQLException failed) {
      throw SqlFaults.opening(failed);
    }
  }

  static long number(Connection connection, String sql) {
    return text(connection, sql).map(Long::parseLong).orElse(0L);
  }

  private static String percentEncoded(Path path) {
    String plain = path.toString().replace('\\', '/');
    var encoded = new StringBuilder(plain.length());
    for (byte b : plain.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xFF;
      boolean bare = c < 0x80 && (Character.isLetterOrDigit(c) || "/._-~:".indexOf(c) >= 0);
      if (bare) {
        encoded.append((char) c);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(b));
      }
    }
    return encoded.toString();
  }
}
