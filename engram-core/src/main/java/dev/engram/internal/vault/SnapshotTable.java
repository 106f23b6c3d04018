package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables {@code snapshot} and {@code kept}: the vectors of a space as they were.
 *
 * <p>Taking one copies nothing. Each vector carries its {@code epoch}, the number of the last
 * snapshot when it was stored, so it belongs to every later one: to those with {@code id > epoch}.
 * A vector that is replaced or dropped while such snapshots exist goes to {@code kept}, with the
 * last of them as {@code until}, so that it belongs to those with {@code since < id <= until}.
 * Numbers are never used again.
 */
public final class SnapshotTable {
  /** How many are kept (spec §36.9.3). */
  public static final int KEPT = 3;

  private SnapshotTable() {}

  /**
   * A snapshot.
   *
   * @param id its number
   * @param space whose vectors
   * @param label what for
   * @param taken when
   * @param memories how many memories had vectors
   */
  public record Row(long id, SpaceTable.Row space, String label, Instant taken, int memories) {}

  /** Takes one, and lets go of those that are older than the three newest. */
  public static Row take(Transaction tx, long space, String label, Instant now)
      throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO snapshot (space, label, taken, memories)
            SELECT ?1, ?2, ?3, count(*) FROM embedding WHERE space = ?1
            """);
    insert.setLong(1, space);
    insert.setString(2, label);
    insert.setLong(3, Micros.of(now));
    insert.executeUpdate();
    long id = tx.lastInsertedRow();
    PreparedStatement prune =
        tx.prepare(
            "DELETE FROM snapshot WHERE id NOT IN (SELECT id FROM snapshot ORDER BY id DESC LIMIT"
                + " ?)");
    prune.setInt(1, KEPT);
    if (prune.executeUpdate() > 0) {
      letGo(tx);
    }
    return get(tx, id).orElseThrow();
  }

  private static final String COLUMNS =
      """
      SELECT s.id, s.model, s.dimension, s.metric, s.retired, n.id, n.label, n.taken, n.memories
      FROM snapshot n JOIN space s ON s.id = n.space
      """;

  /** All, newest first. */
  public static List<Row> all(Statements reads) throws SQLException {
    var all = new ArrayList<Row>();
    try (ResultSet rows = reads.prepare(COLUMNS + "ORDER BY n.id DESC").executeQuery()) {
      while (rows.next()) {
        all.add(row(rows));
      }
    }
    return all;
  }

  /** One, if there is such. */
  public static Optional<Row> get(Transaction tx, long id) throws SQLException {
    PreparedStatement query = tx.prepare(COLUMNS + "WHERE n.id = ?");
    query.setLong(1, id);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(row(rows)) : Optional.empty();
    }
  }

  /** When the last one of a space was taken whose label begins so; 1970 if there is none. */
  public static Instant last(Transaction tx, long space, String labelled) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT coalesce(max(taken), 0) FROM snapshot
            WHERE space = ?1 AND substr(label, 1, length(?2)) = ?2
            """);
    query.setLong(1, space);
    query.setString(2, labelled);
    try (ResultSet rows = query.executeQuery()) {
      rows.next();
      return Micros.instant(rows.getLong(1));
    }
  }

  private static Row row(ResultSet rows) throws SQLException {
    return new Row(
        rows.getLong(6),
        SpaceTable.row(rows),
        rows.getString(7),
        Micros.instant(rows.getLong(8)),
        rows.getInt(9));
  }

  /** Deletes one; what only it kept goes as well. Answers whether it was there. */
  public static boolean delete(Transaction tx, long id) throws SQLException {
    PreparedStatement delete = tx.prepare("DELETE FROM snapshot WHERE id = ?");
    delete.setLong(1, id);
    if (delete.executeUpdate() == 0) {
      return false;
    }
    letGo(tx);
    return true;
  }

  private static void letGo(Transaction tx) throws SQLException {
    tx.prepare(
            """
            DELETE FROM kept WHERE NOT EXISTS
              (SELECT 1 FROM snapshot s
               WHERE s.space = kept.space AND s.id > kept.since AND s.id <= kept.until)
            """)
        .executeUpdate();
  }

  /** Keeps a vector that is about to be replaced or dropped, if a snapshot holds it. */
  static void keep(Transaction tx, int ordinal, long space) throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO kept (ordinal, space, since, until, bytes)
            SELECT e.ordinal, e.space, e.epoch, (SELECT max(id) FROM snapshot WHERE space = ?2),
              e.bytes
            FROM embedding e WHERE e.ordinal = ?1 AND e.space = ?2
              AND EXISTS (SELECT 1 FROM snapshot s WHERE s.space = ?2 AND s.id > e.epoch)
            """);
    insert.setInt(1, ordinal);
    insert.setLong(2, space);
    insert.executeUpdate();
  }

  /**
   * What putting a snapshot's vectors back changed.
   *
   * @param ordinals the memories whose vectors in its space are others now, or gone
   * @param restored how many vectors are back
   */
  public record Restored(List<Integer> ordinals, int restored) {}

  /**
   * Makes the vectors of a snapshot's space be those of the snapshot again. Later ones go, unless a
   * later snapshot holds them.
   */
  public static Restored restore(Transaction tx, Row snapshot) throws SQLException {
    long space = snapshot.space().id();
    PreparedStatement later =
        tx.prepare("SELECT ordinal FROM embedding WHERE space = ? AND epoch >= ?");
    later.setLong(1, space);
    later.setLong(2, snapshot.id());
    List<Integer> gone = ordinals(later);
    PreparedStatement drop = tx.prepare("DELETE FROM embedding WHERE ordinal = ? AND space = ?");
    for (int ordinal : gone) {
      keep(tx, ordinal, space);
      drop.setInt(1, ordinal);
      drop.setLong(2, space);
      drop.executeUpdate();
    }
    PreparedStatement kept =
        tx.prepare("SELECT ordinal FROM kept WHERE space = ?1 AND since < ?2 AND until >= ?2");
    kept.setLong(1, space);
    kept.setLong(2, snapshot.id());
    List<Integer> back = ordinals(kept);
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO embedding (ordinal, space, bytes, epoch)
            SELECT ordinal, space, bytes, (SELECT max(id) FROM snapshot) FROM kept
            WHERE space = ?1 AND since < ?2 AND until >= ?2
            """);
    insert.setLong(1, space);
    insert.setLong(2, snapshot.id());
    insert.executeUpdate();
    var changed = new ArrayList<>(gone);
    changed.addAll(back);
    return new Restored(changed.stream().distinct().sorted().toList(), back.size());
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
