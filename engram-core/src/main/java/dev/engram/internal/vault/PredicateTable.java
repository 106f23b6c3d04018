package dev.engram.internal.vault;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code predicate}: how values of a predicate were seen to go together. */
public final class PredicateTable {
  private PredicateTable() {}

  /**
   * What was seen of a predicate.
   *
   * @param beside how often a second value came to stand beside a first
   * @param replaced how often a speaker said that a value took another's place
   */
  public record Seen(int beside, int replaced) {}

  /** What was seen of a predicate. */
  public static Seen seen(Transaction tx, String name) throws SQLException {
    PreparedStatement query = tx.prepare("SELECT beside, replaced FROM predicate WHERE name = ?");
    query.setString(1, name);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? new Seen(rows.getInt(1), rows.getInt(2)) : new Seen(0, 0);
    }
  }

  /** Notes that a value came to stand beside another. */
  public static void beside(Transaction tx, String name) throws SQLException {
    count(
        tx,
        """
        INSERT INTO predicate (name, beside, replaced) VALUES (?, 1, 0)
        ON CONFLICT (name) DO UPDATE SET beside = beside + 1
        """,
        name);
  }

  /** Notes that a value took another's place. */
  public static void replaced(Transaction tx, String name) throws SQLException {
    count(
        tx,
        """
        INSERT INTO predicate (name, beside, replaced) VALUES (?, 0, 1)
        ON CONFLICT (name) DO UPDATE SET replaced = replaced + 1
        """,
        name);
  }

  /** Every predicate that something was seen of. */
  public static List<String> names(Transaction tx) throws SQLException {
    return texts(tx, "SELECT name FROM predicate");
  }

  /** Every predicate that a fact has, as facts write it. */
  public static List<String> ofFacts(Transaction tx) throws SQLException {
    return texts(tx, "SELECT DISTINCT predicate FROM fact");
  }

  private static List<String> texts(Transaction tx, String sql) throws SQLException {
    var found = new ArrayList<String>();
    try (ResultSet rows = tx.prepare(sql).executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** Drops what was seen of a predicate. */
  public static void remove(Transaction tx, String name) throws SQLException {
    count(tx, "DELETE FROM predicate WHERE name = ?", name);
  }

  private static void count(Transaction tx, String sql, String name) throws SQLException {
    PreparedStatement insert = tx.prepare(sql);
    insert.setString(1, name);
    insert.executeUpdate();
  }
}
