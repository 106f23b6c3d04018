package dev.engram.internal.vault;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The table {@code change}: what projections have still to learn. */
public final class ChangeTable {
  private ChangeTable() {}

  /** The last change ever noted; zero in a new vault. */
  public static long last(Transaction tx) throws SQLException {
    return number(tx, "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'change'");
  }

  /** The oldest change that is still noted, or one past the last when none is. */
  public static long oldest(Transaction tx) throws SQLException {
    long oldest = number(tx, "SELECT coalesce(min(seq), 0) FROM change");
    return oldest == 0 ? last(tx) + 1 : oldest;
  }

  /** Up to {@code limit} changes after {@code seq}, in order. */
  public static List<Change> after(Transaction tx, long seq, int limit) throws SQLException {
    PreparedStatement query =
        tx.prepare("SELECT seq, ordinal, op FROM change WHERE seq > ? ORDER BY seq LIMIT ?");
    query.setLong(1, seq);
    query.setInt(2, limit);
    var changes = new ArrayList<Change>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        changes.add(
            new Change(rows.getLong(1), rows.getInt(2), Change.Op.parse(rows.getString(3))));
      }
    }
    return changes;
  }

  /** Drops changes that every projection holds. */
  public static void trim(Transaction tx, long upTo) throws SQLException {
    PreparedStatement delete = tx.prepare("DELETE FROM change WHERE seq <= ?");
    delete.setLong(1, upTo);
    delete.executeUpdate();
  }

  private static long number(Transaction tx, String sql) throws SQLException {
    try (ResultSet row = tx.prepare(sql).executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
