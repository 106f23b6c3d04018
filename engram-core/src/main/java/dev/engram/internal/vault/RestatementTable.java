package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table {@code restatement}: one short row for each thing that was not stored again. */
public final class RestatementTable {
  private RestatementTable() {}

  /** How the two were found to say the same. */
  public enum Manner {
    /** The same content words in the same order. */
    EXACT,
    /** The same words but for what carries no content. */
    LEXICAL,
    /** Other words of the same meaning. */
    SEMANTIC,
    /** The same subject, predicate and object. */
    CLAIM
  }

  /** Notes a restatement of a memory. */
  public static void add(
      Transaction tx, int ordinal, Manner manner, double similarity, Instant when)
      throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            "INSERT INTO restatement (ordinal, manner, similarity, moment) VALUES (?, ?, ?, ?)");
    insert.setInt(1, ordinal);
    insert.setString(2, manner.name().toLowerCase(Locale.ROOT));
    insert.setDouble(3, similarity);
    insert.setLong(4, Micros.of(when));
    insert.executeUpdate();
  }

  /** How often a memory was restated. */
  public static int count(Statements reads, int ordinal) throws SQLException {
    PreparedStatement query = reads.prepare("SELECT count(*) FROM restatement WHERE ordinal = ?");
    query.setInt(1, ordinal);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /** When a memory was restated, oldest first. */
  public static List<Instant> moments(Statements reads, int ordinal) throws SQLException {
    PreparedStatement query =
        reads.prepare("SELECT moment FROM restatement WHERE ordinal = ? ORDER BY moment, seq");
    query.setInt(1, ordinal);
    var moments = new ArrayList<Instant>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        moments.add(Micros.instant(rows.getLong(1)));
      }
    }
    return moments;
  }
}
