package dev.engram.internal.vault;

import dev.engram.memory.EdgeType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The tables {@code forgotten} and {@code unlinked}: what rows were before they were forgotten, and
 * with which memory, so that it can be taken back. On the writer's thread.
 */
public final class ForgottenTable {
  private ForgottenTable() {}

  /** Notes what a row is, before it is forgotten together with the memory of a root. */
  public static void note(Transaction tx, int ordinal, int root) throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT OR IGNORE INTO forgotten (ordinal, root, state, valid_to)
            SELECT ordinal, ?2, state, valid_to FROM memory WHERE ordinal = ?1
              AND state <> 'forgotten'
            """);
    insert.setInt(1, ordinal);
    insert.setInt(2, root);
    insert.executeUpdate();
  }

  /** Removes the edge by which a forgotten memory spoke for a fact, and remembers that it did. */
  public static void unlink(Transaction tx, int fact, int root) throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT OR REPLACE INTO unlinked (source, target, weight, created)
            SELECT source, target, weight, created FROM edge
            WHERE source = ? AND target = ? AND type = 'derived_from'
            """);
    insert.setInt(1, fact);
    insert.setInt(2, root);
    insert.executeUpdate();
    EdgeTable.remove(tx, fact, root, EdgeType.DERIVED_FROM);
  }

  /**
   * Takes back what was forgotten with the memory of a root.
   *
   * @return the rows that are what they were
   */
  public static List<Integer> takeBack(Transaction tx, int root) throws SQLException {
    List<Integer> rows = numbers(tx, "SELECT ordinal FROM forgotten WHERE root = ?", root);
    PreparedStatement update =
        tx.prepare(
            """
            UPDATE memory SET
              state = (SELECT f.state FROM forgotten f WHERE f.ordinal = memory.ordinal),
              valid_to = (SELECT f.valid_to FROM forgotten f WHERE f.ordinal = memory.ordinal)
            WHERE ordinal = ?
            """);
    for (int ordinal : rows) {
      update.setInt(1, ordinal);
      update.executeUpdate();
      tx.changed(ordinal, Change.Op.PUT);
    }
    run(tx, "DELETE FROM forgotten WHERE root = ?", root);
    for (int fact : numbers(tx, "SELECT source FROM unlinked WHERE target = ?", root)) {
      tx.changed(fact, Change.Op.ATTACH);
    }
    run(
        tx,
        """
        INSERT OR IGNORE INTO edge (source, target, type, weight, created)
        SELECT source, target, 'derived_from', weight, created FROM unlinked WHERE target = ?
        """,
        root);
    run(tx, "DELETE FROM unlinked WHERE target = ?", root);
    return rows;
  }

  /** Makes a row active that was forgotten before anything was noted of it. */
  public static void revive(Transaction tx, int ordinal) throws SQLException {
    run(tx, "UPDATE memory SET state = 'active', valid_to = NULL WHERE ordinal = ?", ordinal);
    tx.changed(ordinal, Change.Op.PUT);
  }

  /** Makes {@code pending} true of a row again: whether it lacks vectors that it should have. */
  public static void recount(Transaction tx, int ordinal) throws SQLException {
    run(
        tx,
        """
        UPDATE memory SET pending = (state = 'active' OR (state = 'superseded' AND kind = 'fact'))
          AND NOT EXISTS (SELECT 1 FROM embedding e WHERE e.ordinal = memory.ordinal AND e.space IN
            (SELECT CAST(value AS INTEGER) FROM setting WHERE name = 'space'
             UNION SELECT target FROM migration))
        WHERE ordinal = ?
        """,
        ordinal);
    tx.changed(ordinal, Change.Op.EMBED);
  }

  private static void run(Transaction tx, String sql, int value) throws SQLException {
    PreparedStatement statement = tx.prepare(sql);
    statement.setInt(1, value);
    statement.executeUpdate();
  }

  private static List<Integer> numbers(Transaction tx, String sql, int value) throws SQLException {
    PreparedStatement query = tx.prepare(sql);
    query.setInt(1, value);
    var found = new ArrayList<Integer>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    return found;
  }
}
