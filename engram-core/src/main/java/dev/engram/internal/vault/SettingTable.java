package dev.engram.internal.vault;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** The table {@code setting}: small facts about the vault itself. */
public final class SettingTable {
  /** The row of the vector space that was in use last. */
  public static final String SPACE = "space";

  /** When vectors were searched last, to a day: an instant as ISO-8601 has it. */
  public static final String ASKED = "asked";

  private SettingTable() {}

  /** A setting's value. */
  public static Optional<String> get(Transaction tx, String name) throws SQLException {
    PreparedStatement query = tx.prepare("SELECT value FROM setting WHERE name = ?");
    query.setString(1, name);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(rows.getString(1)) : Optional.empty();
    }
  }

  /** Sets a value. */
  public static void put(Transaction tx, String name, String value) throws SQLException {
    PreparedStatement upsert =
        tx.prepare(
            """
            INSERT INTO setting (name, value) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET value = excluded.value
            """);
    upsert.setString(1, name);
    upsert.setString(2, value);
    upsert.executeUpdate();
  }
}
