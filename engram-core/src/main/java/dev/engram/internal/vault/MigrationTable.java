package dev.engram.internal.vault;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table {@code migration}: at most one row, while a space is moved to another. */
public final class MigrationTable {
  private MigrationTable() {}

  /**
   * A migration.
   *
   * @param source the space that was in use
   * @param target the space that comes in its place
   * @param started when it began
   */
  public record Row(SpaceTable.Row source, SpaceTable.Row target, Instant started) {}

  /** The migration under way, if there is one. */
  public static Optional<Row> get(Transaction tx) throws SQLException {
    PreparedStatement query =
        tx.prepare("SELECT source, target, started FROM migration WHERE one = 1");
    long source;
    long target;
    long started;
    try (ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        return Optional.empty();
      }
      source = rows.getLong(1);
      target = rows.getLong(2);
      started = rows.getLong(3);
    }
    return Optional.of(
        new Row(
            SpaceTable.get(tx, source).orElseThrow(),
            SpaceTable.get(tx, target).orElseThrow(),
            Micros.instant(started)));
  }

  /** Notes a migration, in place of any other. */
  public static void put(Transaction tx, long source, long target, Instant now)
      throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            "INSERT OR REPLACE INTO migration (one, source, target, started) VALUES (1, ?, ?, ?)");
    insert.setLong(1, source);
    insert.setLong(2, target);
    insert.setLong(3, Micros.of(now));
    insert.executeUpdate();
  }

  /** It is over. */
  public static void clear(Transaction tx) throws SQLException {
    tx.prepare("DELETE FROM migration").executeUpdate();
  }
}
