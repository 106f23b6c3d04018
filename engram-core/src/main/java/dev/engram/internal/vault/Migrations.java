package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.regex.Pattern;

/**
 * Brings a vault to the newest schema (spec §29, §34.5). Each numbered script runs in one exclusive
 * transaction together with the row that records it, so a crash leaves the version before or the
 * version after, and opening again goes on from there.
 */
final class Migrations {
  /** The schema this Engram writes. */
  static final int NEWEST = 8;

  private static final Pattern STATEMENT_END = Pattern.compile(";\\s*\\n");

  private Migrations() {}

  /** The version of the vault's schema; zero for a new one. */
  static int version(Connection connection) {
    boolean recorded =
        Connections.number(
                connection,
                "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name ="
                    + " 'schema_version'")
            == 1;
    return recorded
        ? Math.toIntExact(Connections.number(connection, "SELECT max(version) FROM schema_version"))
        : 0;
  }

  /**
   * Applies what is missing.
   *
   * @return the version found before
   */
  static int apply(Connection connection, Instant now) {
    int found = version(connection);
    if (found > NEWEST) {
      throw new VaultException(
          ErrorCode.VAULT_NEWER,
          "the vault has schema " + found + "; this Engram knows up to " + NEWEST);
    }
    for (int version = found + 1; version <= NEWEST; version++) {
      apply(connection, version, now);
    }
    return found;
  }

  private static void apply(Connection connection, int version, Instant now) {
    try {
      Connections.run(connection, "BEGIN EXCLUSIVE");
      try {
        if (version == 1) {
          Connections.run(
              connection,
              "CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied INTEGER NOT"
                  + " NULL)");
        }
        for (String statement : STATEMENT_END.splitAsStream(script(version)).toList()) {
          if (!statement.isBlank()) {
            Connections.run(connection, statement);
          }
        }
        try (PreparedStatement record =
            connection.prepareStatement("INSERT INTO schema_version VALUES (?, ?)")) {
          record.setInt(1, version);
          record.setLong(2, Micros.of(now));
          record.executeUpdate();
        }
        Connections.run(connection, "COMMIT");
      } catch (SQLException failed) {
        Connections.run(connection, "ROLLBACK");
        throw failed;
      }
    } catch (SQLException failed) {
      throw new VaultException(
          ErrorCode.MIGRATION_FAILED, "schema " + version + " could not be applied", failed);
    }
  }

  private static String script(int version) {
    String name = "migration/" + version + ".sql";
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new VaultException(ErrorCode.MIGRATION_FAILED, "resource " + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
