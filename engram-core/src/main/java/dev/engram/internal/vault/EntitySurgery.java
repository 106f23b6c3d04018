package dev.engram.internal.vault;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Puts entities together and takes them apart; each operation leaves a row that tells of it. */
public final class EntitySurgery {
  private EntitySurgery() {}

  /** Lets all names and mentions of one entity be another's. */
  public static void merge(Transaction tx, long kept, long absorbed, Instant when)
      throws SQLException {
    record(tx, absorbed, kept, "merge", names(tx, absorbed), when);
    tell(tx, EntityTable.mentioning(tx, absorbed, Integer.MAX_VALUE));
    tell(tx, EntityTable.mentioning(tx, kept, 1));
    run(tx, "UPDATE alias SET entity = ? WHERE entity = ?", kept, absorbed);
    run(
        tx,
        """
        INSERT OR IGNORE INTO mention (entity, ordinal, alias)
        SELECT ?, ordinal, alias FROM mention WHERE entity = ?
        """,
        kept,
        absorbed);
    run(tx, "DELETE FROM mention WHERE entity = ?", absorbed);
    run(tx, "UPDATE entity SET merged = ?, mentions = 0 WHERE id = ?", kept, absorbed);
    recount(tx, kept);
    run(
        tx,
        """
        UPDATE entity SET
          first_seen = min(first_seen, (SELECT first_seen FROM entity WHERE id = ?)),
          last_seen = max(last_seen, (SELECT last_seen FROM entity WHERE id = ?))
        WHERE id = ?
        """,
        absorbed,
        absorbed,
        kept);
  }

  /** Moves names, and the mentions made by them, from one entity to another. */
  public static void split(Transaction tx, long from, long to, List<String> normals, Instant when)
      throws SQLException {
    record(tx, from, to, "split", normals, when);
    for (String normal : normals) {
      PreparedStatement alias =
          tx.prepare("UPDATE alias SET entity = ? WHERE entity = ? AND normal = ?");
      alias.setLong(1, to);
      alias.setLong(2, from);
      alias.setString(3, normal);
      alias.executeUpdate();
      PreparedStatement mention =
          tx.prepare("UPDATE OR REPLACE mention SET entity = ? WHERE entity = ? AND alias = ?");
      mention.setLong(1, to);
      mention.setLong(2, from);
      mention.setString(3, normal);
      mention.executeUpdate();
    }
    tell(tx, EntityTable.mentioning(tx, to, Integer.MAX_VALUE));
    tell(tx, EntityTable.mentioning(tx, from, 1));
    recount(tx, from);
    recount(tx, to);
  }

  /**
   * For its names, one memory that speaks of an entity is enough; for its mentions, each counts.
   */
  private static void tell(Transaction tx, List<Integer> ordinals) throws SQLException {
    for (int ordinal : ordinals) {
      tx.changed(ordinal, Change.Op.ATTACH);
    }
  }

  private static void recount(Transaction tx, long entity) throws SQLException {
    run(
        tx,
        """
        UPDATE entity SET mentions =
          (SELECT count(DISTINCT n.ordinal) FROM mention n
            LEFT JOIN fact f ON f.ordinal = n.ordinal
            WHERE n.entity = entity.id AND f.origin IS NULL)
        WHERE id = ?
        """,
        entity);
  }

  private static List<String> names(Transaction tx, long entity) throws SQLException {
    PreparedStatement query = tx.prepare("SELECT normal FROM alias WHERE entity = ?");
    query.setLong(1, entity);
    var names = new ArrayList<String>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  private static void record(
      Transaction tx, long entity, long other, String op, List<String> names, Instant when)
      throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO entity_event (entity, other, op, names, moment) VALUES (?, ?, ?, ?, ?)
            """);
    insert.setLong(1, entity);
    insert.setLong(2, other);
    insert.setString(3, op);
    insert.setString(4, TextList.write(names));
    insert.setLong(5, Micros.of(when));
    insert.executeUpdate();
  }

  private static void run(Transaction tx, String sql, long... values) throws SQLException {
    PreparedStatement update = tx.prepare(sql);
    for (int i = 0; i < values.length; i++) {
      update.setLong(i + 1, values[i]);
    }
    update.executeUpdate();
  }
}
