package dev.engram.internal.vault;

import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Takes from memories that stay what an erased one left in them. On the writer's thread. */
public final class NeighbourTable {
  private NeighbourTable() {}

  /**
   * Drops all vectors of a row, those that snapshots keep as well; one that answers is to be
   * embedded anew. Answers whether it had any.
   */
  public static boolean dropVectors(Transaction tx, int ordinal) throws SQLException {
    int dropped =
        run(tx, "UPDATE embedding SET bytes = zeroblob(length(bytes)) WHERE ordinal = ?", ordinal);
    run(tx, "DELETE FROM embedding WHERE ordinal = ?", ordinal);
    run(tx, "UPDATE kept SET bytes = zeroblob(length(bytes)) WHERE ordinal = ?", ordinal);
    run(tx, "DELETE FROM kept WHERE ordinal = ?", ordinal);
    if (dropped > 0) {
      run(
          tx,
          """
          UPDATE memory SET pending = 1 WHERE ordinal = ?
          AND (state = 'active' OR (state = 'superseded' AND kind = 'fact'))
          """,
          ordinal);
      tx.changed(ordinal, Change.Op.EMBED);
    }
    return dropped > 0;
  }

  /** Drops what capture wrote of a row. */
  public static void dropAnnotation(Transaction tx, int ordinal) throws SQLException {
    run(tx, "DELETE FROM annotation WHERE ordinal = ?", ordinal);
    tx.changed(ordinal, Change.Op.PUT); // the times it spoke of are told to nobody else
  }

  /** A row mentions nothing under this name any more. */
  public static void dropMention(Transaction tx, int ordinal, String alias) throws SQLException {
    PreparedStatement delete = tx.prepare("DELETE FROM mention WHERE ordinal = ? AND alias = ?");
    delete.setInt(1, ordinal);
    delete.setString(2, alias);
    delete.executeUpdate();
    tx.changed(ordinal, Change.Op.ATTACH);
  }

  /** Fewer speak for a fact now. */
  public static void corroboratedLess(Transaction tx, int ordinal) throws SQLException {
    run(tx, "UPDATE fact SET sources = max(1, sources - 1) WHERE ordinal = ?", ordinal);
  }

  private static int run(Transaction tx, String sql, int ordinal) throws SQLException {
    PreparedStatement statement = tx.prepare(sql);
    statement.setInt(1, ordinal);
    return statement.executeUpdate();
  }
}
