package dev.engram.internal.vault;

import dev.engram.archive.KnownImport;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.memory.MemoryId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The tables {@code import} and {@code imported}: which memories came in together. */
public final class ImportTable {
  private ImportTable() {}

  /** Begins an import; answers its number. */
  public static long begin(Transaction tx, Instant now) throws SQLException {
    PreparedStatement insert = tx.prepare("INSERT INTO import (made) VALUES (?)");
    insert.setLong(1, Micros.of(now));
    insert.executeUpdate();
    return tx.lastInsertedRow();
  }

  /** A memory came with it. */
  public static void add(Transaction tx, long id, int root) throws SQLException {
    PreparedStatement insert = tx.prepare("INSERT OR IGNORE INTO imported VALUES (?, ?)");
    insert.setLong(1, id);
    insert.setInt(2, root);
    insert.executeUpdate();
  }

  /** Whether there is an import of that number. */
  public static boolean known(Statements reads, long id) throws SQLException {
    PreparedStatement query = reads.prepare("SELECT 1 FROM import WHERE id = ?");
    query.setLong(1, id);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }

  /** Those of its memories after an ordinal that still answer, in order. */
  public static List<Member> active(Statements reads, long id, int after, int limit)
      throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT i.ordinal, m.id FROM imported i JOIN memory m ON m.ordinal = i.ordinal
            WHERE i.import = ?1 AND i.ordinal > ?2 AND EXISTS (
              SELECT 1 FROM memory v WHERE v.id = m.id AND v.state = 'active')
            ORDER BY i.ordinal LIMIT ?3
            """);
    query.setLong(1, id);
    query.setInt(2, after);
    query.setInt(3, limit);
    var members = new ArrayList<Member>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        members.add(new Member(rows.getInt(1), new MemoryId(MemoryReads.uuid(rows.getBytes(2)))));
      }
    }
    return members;
  }

  /**
   * A memory that came with an import.
   *
   * @param root the ordinal of its first version
   * @param id its name
   */
  public record Member(int root, MemoryId id) {}

  /** It was undone. */
  public static void undone(Transaction tx, long id) throws SQLException {
    PreparedStatement update = tx.prepare("UPDATE import SET undone = 1 WHERE id = ?");
    update.setLong(1, id);
    update.executeUpdate();
  }

  /** All imports, newest first. */
  public static List<KnownImport> all(Statements reads) throws SQLException {
    var all = new ArrayList<KnownImport>();
    try (ResultSet rows =
        reads
            .prepare(
                """
                SELECT id, made, (SELECT count(*) FROM imported m WHERE m.import = import.id),
                  undone
                FROM import ORDER BY id DESC
                """)
            .executeQuery()) {
      while (rows.next()) {
        all.add(
            new KnownImport(
                rows.getLong(1),
                Micros.instant(rows.getLong(2)),
                rows.getInt(3),
                rows.getInt(4) == 1));
      }
    }
    return all;
  }
}
