package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The table {@code sealed}: what was taken out of the clear row of a memory, as it is sealed. */
public final class SealedTable {
  private static final String GET = "SELECT bytes FROM sealed WHERE ordinal = ?";

  private SealedTable() {}

  /** Stores, or replaces, what is sealed of a row. */
  public static void put(Transaction tx, int ordinal, byte[] bytes) throws SQLException {
    PreparedStatement insert =
        tx.prepare("INSERT OR REPLACE INTO sealed (ordinal, bytes) VALUES (?, ?)");
    insert.setInt(1, ordinal);
    insert.setBytes(2, bytes);
    insert.executeUpdate();
  }

  /** What is sealed of a row. */
  public static Optional<byte[]> get(Statements reads, int ordinal) throws SQLException {
    return get(reads.prepare(GET), ordinal);
  }

  /** The same, as the writer sees it. */
  public static Optional<byte[]> get(Transaction tx, int ordinal) throws SQLException {
    return get(tx.prepare(GET), ordinal);
  }

  private static Optional<byte[]> get(PreparedStatement query, int ordinal) throws SQLException {
    query.setInt(1, ordinal);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(rows.getBytes(1)) : Optional.empty();
    }
  }

  /** The next rows that should have something sealed, or have, in order of ordinals. */
  public static List<Integer> after(Statements reads, int ordinal, int most) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT ordinal FROM memory WHERE ordinal > ?1 AND tier <> 'cleartext'
            UNION SELECT ordinal FROM sealed WHERE ordinal > ?1
            ORDER BY 1 LIMIT ?2
            """);
    query.setInt(1, ordinal);
    query.setInt(2, most);
    var found = new ArrayList<Integer>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    return found;
  }

  /** How many rows have something sealed. */
  public static int count(Statements reads) throws SQLException {
    try (ResultSet rows = reads.prepare("SELECT count(*) FROM sealed").executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /** How many rows of memories, past ones too, there are of each tier, by its label. */
  public static Map<String, Integer> byTier(Statements reads) throws SQLException {
    return counted(reads.prepare("SELECT tier, count(*) FROM memory GROUP BY tier"));
  }

  /** How many rows of vectors there are of memories of each tier, by its label. */
  public static Map<String, Integer> vectorsByTier(Statements reads) throws SQLException {
    return counted(
        reads.prepare(
            """
            SELECT m.tier, count(*) FROM embedding e JOIN memory m ON m.ordinal = e.ordinal
            GROUP BY m.tier
            """));
  }

  private static Map<String, Integer> counted(PreparedStatement query) throws SQLException {
    var counts = new TreeMap<String, Integer>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getInt(2));
      }
    }
    return counts;
  }

  /** Which of some rows are confidential: their vectors stay in this process. */
  public static Set<Integer> confidentialAmong(Statements reads, int[] ordinals)
      throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT m.ordinal FROM json_each(?) wanted JOIN memory m ON m.ordinal = wanted.value
            WHERE m.tier = 'confidential'
            """);
    query.setString(1, Arrays.toString(ordinals));
    var found = new HashSet<Integer>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    return found;
  }
}
