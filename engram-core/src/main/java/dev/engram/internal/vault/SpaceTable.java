package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Which memories have vectors in which space. Those that should have are the active ones and past
 * facts; {@code memory.pending} is 1 for those of them that have none in the space in use, nor in
 * the one that it is being moved to.
 */
public final class SpaceTable {
  private SpaceTable() {}

  /**
   * A row of {@code space}.
   *
   * @param id its row
   * @param model the embedding model
   * @param dimension length of its vectors
   * @param metric how they are compared, in lower case
   * @param retired whether it was given up, so that only snapshots keep its vectors
   */
  public record Row(long id, String model, int dimension, String metric, boolean retired) {}

  /**
   * A space and how many memories have vectors in it.
   *
   * @param row the space
   * @param memories how many, active or not
   */
  public record Counted(Row row, int memories) {}

  /** A space by its row, if there is such. */
  public static Optional<Row> get(Transaction tx, long id) throws SQLException {
    PreparedStatement query =
        tx.prepare("SELECT id, model, dimension, metric, retired FROM space WHERE id = ?");
    query.setLong(1, id);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(row(rows)) : Optional.empty();
    }
  }

  /** Every space that has vectors, oldest first. Cost: reads an index of all vectors' rows. */
  public static List<Counted> all(Statements reads) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT s.id, s.model, s.dimension, s.metric, s.retired, c.memories
            FROM (SELECT space, count(*) AS memories FROM embedding GROUP BY space) c
            JOIN space s ON s.id = c.space ORDER BY s.id
            """);
    var all = new ArrayList<Counted>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(new Counted(row(rows), rows.getInt(6)));
      }
    }
    return all;
  }

  static Row row(ResultSet rows) throws SQLException {
    return new Row(
        rows.getLong(1), rows.getString(2), rows.getInt(3), rows.getString(4), rows.getInt(5) == 1);
  }

  /** Whether any memory has vectors in a space. */
  public static boolean used(Transaction tx, long space) throws SQLException {
    PreparedStatement query = tx.prepare("SELECT 1 FROM embedding WHERE space = ? LIMIT 1");
    query.setLong(1, space);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }

  /** Whether a space was given up. */
  public static boolean anyRetired(Statements reads) throws SQLException {
    try (ResultSet rows =
        reads.prepare("SELECT 1 FROM space WHERE retired = 1 LIMIT 1").executeQuery()) {
      return rows.next();
    }
  }

  /** Gives a space up, or takes it into use again. */
  public static void retire(Transaction tx, long space, boolean retired) throws SQLException {
    PreparedStatement update = tx.prepare("UPDATE space SET retired = ? WHERE id = ?");
    update.setInt(1, retired ? 1 : 0);
    update.setLong(2, space);
    update.executeUpdate();
  }

  /**
   * The next memories that should have vectors in a space and have none, by ordinal.
   *
   * @param after only larger ordinals
   */
  public static List<Integer> missing(Statements reads, long space, int after, int limit)
      throws SQLException {
    return missing(reads.prepare(MISSING), space, after, limit);
  }

  /** The same on the writer's thread. */
  public static List<Integer> missing(Transaction tx, long space, int after, int limit)
      throws SQLException {
    return missing(tx.prepare(MISSING), space, after, limit);
  }

  private static final String MISSING =
      """
      SELECT m.ordinal FROM memory m
      WHERE m.ordinal > ?1 AND (m.state = 'active' OR (m.state = 'superseded' AND m.kind = 'fact'))
        AND NOT EXISTS (SELECT 1 FROM embedding e WHERE e.ordinal = m.ordinal AND e.space = ?2)
      ORDER BY m.ordinal LIMIT ?3
      """;

  private static List<Integer> missing(PreparedStatement query, long space, int after, int limit)
      throws SQLException {
    query.setInt(1, after);
    query.setLong(2, space);
    query.setInt(3, limit);
    return ordinals(query);
  }

  /**
   * How many should have vectors.
   *
   * @param done how many of them have in the space
   * @param total how many there are
   */
  public record Share(int done, int total) {}

  /** How far a space is filled. Cost: reads a row and an index entry of each memory. */
  public static Share share(Statements reads, long space) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT count(*), coalesce(sum(EXISTS
              (SELECT 1 FROM embedding e WHERE e.ordinal = m.ordinal AND e.space = ?)), 0)
            FROM memory m WHERE m.state = 'active' OR (m.state = 'superseded' AND m.kind = 'fact')
            """);
    query.setLong(1, space);
    try (ResultSet rows = query.executeQuery()) {
      rows.next();
      return new Share(rows.getInt(2), rows.getInt(1));
    }
  }

  /**
   * Makes {@code pending} true again: 1 where a memory that should have vectors has none in the
   * space in use nor in the one that comes, 0 where it has.
   *
   * @return the ordinals that changed
   */
  public static List<Integer> recountPending(Transaction tx, long space, OptionalLong next)
      throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT ordinal FROM memory m
            WHERE (m.state = 'active' OR (m.state = 'superseded' AND m.kind = 'fact'))
              AND m.pending = EXISTS
                (SELECT 1 FROM embedding e WHERE e.ordinal = m.ordinal AND e.space IN (?, ?))
            """);
    query.setLong(1, space);
    query.setLong(2, next.orElse(space));
    List<Integer> wrong = ordinals(query);
    PreparedStatement update =
        tx.prepare("UPDATE memory SET pending = 1 - pending WHERE ordinal = ?");
    for (int ordinal : wrong) {
      update.setInt(1, ordinal);
      update.executeUpdate();
    }
    return wrong;
  }

  /**
   * Drops some vectors that only a retired space holds and no snapshot keeps.
   *
   * @param after only larger ordinals
   * @param limit how many rows to look at
   * @return the last ordinal looked at, or nothing when there are no more
   */
  public static Optional<Integer> dropRetired(Transaction tx, int after, int limit)
      throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT e.ordinal FROM embedding e
            WHERE e.ordinal > ? AND e.space IN (SELECT id FROM space WHERE retired = 1)
            ORDER BY e.ordinal LIMIT ?
            """);
    query.setInt(1, after);
    query.setInt(2, limit);
    List<Integer> found = ordinals(query);
    PreparedStatement delete =
        tx.prepare(
            """
            DELETE FROM embedding WHERE ordinal = ?
              AND space IN (SELECT id FROM space WHERE retired = 1)
              AND epoch >=
                (SELECT coalesce(max(s.id), 0) FROM snapshot s WHERE s.space = embedding.space)
            """);
    for (int ordinal : found) {
      delete.setInt(1, ordinal);
      delete.executeUpdate();
    }
    return found.size() < limit ? Optional.empty() : Optional.of(found.getLast());
  }

  private static List<Integer> ordinals(PreparedStatement query) throws SQLException {
    var ordinals = new ArrayList<Integer>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        ordinals.add(rows.getInt(1));
      }
    }
    return ordinals;
  }
}
