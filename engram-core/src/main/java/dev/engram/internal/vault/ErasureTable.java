package dev.engram.internal.vault;

import dev.engram.memory.Erased;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The table {@code erasing}: rows of {@code memory} that are being erased, and what is done with
 * them (spec §10.6.1). An ordinal stands in it from the moment its words are overwritten until the
 * file was written anew; 0 stands for a file that is still to be. So an erasure that a crash cut
 * short goes on at the next opening. On the writer's thread.
 */
public final class ErasureTable {
  private static final String MARKED = "(SELECT ordinal FROM erasing WHERE ordinal > 0)";

  private ErasureTable() {}

  /** Notes that a row is to be erased. Answers whether it was not noted before. */
  public static boolean mark(Transaction tx, int ordinal) throws SQLException {
    PreparedStatement insert = tx.prepare("INSERT OR IGNORE INTO erasing VALUES (?)");
    insert.setInt(1, ordinal);
    return insert.executeUpdate() > 0;
  }

  /** Notes that the file is to be written anew. */
  public static void markFile(Transaction tx) throws SQLException {
    mark(tx, 0);
  }

  /** Whether a row is being erased. */
  public static boolean marked(Transaction tx, int ordinal) throws SQLException {
    PreparedStatement query = tx.prepare("SELECT 1 FROM erasing WHERE ordinal = ?");
    query.setInt(1, ordinal);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }

  /** Whether something is to be finished. */
  public static boolean underway(Transaction tx) throws SQLException {
    try (ResultSet rows = tx.prepare("SELECT 1 FROM erasing LIMIT 1").executeQuery()) {
      return rows.next();
    }
  }

  /** Everything is done. */
  public static void done(Transaction tx) throws SQLException {
    tx.prepare("DELETE FROM erasing").executeUpdate();
  }

  /** Writes over the words, vectors and sealed bytes of the marked rows, which answer no more. */
  public static void overwrite(Transaction tx) throws SQLException {
    String answering =
        "SELECT ordinal FROM memory WHERE state <> 'forgotten' AND ordinal IN " + MARKED;
    for (int ordinal : ordinals(tx, answering)) {
      tx.changed(ordinal, Change.Op.REMOVE);
    }
    run(
        tx,
        """
        UPDATE memory SET state = 'forgotten', pending = 0, content_key = 0,
          text = replace(hex(zeroblob(length(CAST(text AS BLOB)))), '00', 'x')
        WHERE ordinal IN (SELECT ordinal FROM erasing WHERE ordinal > 0)
        """);
    run(
        tx,
        """
        UPDATE episode SET speaker = replace(hex(zeroblob(length(CAST(speaker AS BLOB)))), '00', 'x')
        WHERE ordinal IN (SELECT ordinal FROM erasing WHERE ordinal > 0)
        """);
    run(
        tx,
        """
        UPDATE fact SET claim = NULL, about = NULL, object_key = NULL,
          subject = replace(hex(zeroblob(length(CAST(subject AS BLOB)))), '00', 'x'),
          object = replace(hex(zeroblob(length(CAST(object AS BLOB)))), '00', 'x')
        WHERE ordinal IN (SELECT ordinal FROM erasing WHERE ordinal > 0)
        """);
    run(
        tx,
        """
        UPDATE procedure SET
          task = replace(hex(zeroblob(length(CAST(task AS BLOB)))), '00', 'x'),
          steps = '["' || replace(hex(zeroblob(length(CAST(steps AS BLOB)))), '00', 'x') || '"]',
          tools = '["' || replace(hex(zeroblob(length(CAST(tools AS BLOB)))), '00', 'x') || '"]'
        WHERE ordinal IN (SELECT ordinal FROM erasing WHERE ordinal > 0)
        """);
    run(
        tx,
        """
        UPDATE annotation SET metadata = NULL, times = NULL, reasons = NULL,
          summary = replace(hex(zeroblob(length(CAST(summary AS BLOB)))), '00', 'x'),
          key_fact = replace(hex(zeroblob(length(CAST(key_fact AS BLOB)))), '00', 'x'),
          tag = replace(hex(zeroblob(length(CAST(tag AS BLOB)))), '00', 'x')
        WHERE ordinal IN (SELECT ordinal FROM erasing WHERE ordinal > 0)
        """);
    run(tx, "UPDATE embedding SET bytes = zeroblob(length(bytes)) WHERE ordinal IN " + MARKED);
    run(tx, "UPDATE kept SET bytes = zeroblob(length(bytes)) WHERE ordinal IN " + MARKED);
    run(tx, "UPDATE sealed SET bytes = zeroblob(length(bytes)) WHERE ordinal IN " + MARKED);
  }

  private static int run(Transaction tx, String statement) throws SQLException {
    return tx.prepare(statement).executeUpdate();
  }

  /** The rows that are being erased, or were and are still in the file. */
  public static List<Integer> rows(Transaction tx) throws SQLException {
    return ordinals(tx, "SELECT ordinal FROM erasing WHERE ordinal > 0");
  }

  private static List<Integer> ordinals(Transaction tx, String sql) throws SQLException {
    var found = new ArrayList<Integer>();
    try (ResultSet rows = tx.prepare(sql).executeQuery()) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    return found;
  }

  /** Deletes the marked rows, everything that hangs on them, and what nothing holds any more. */
  public static Tally delete(Transaction tx) throws SQLException {
    var tally = new Tally();
    tally.add(
        Erased.EPISODES, number(tx, "SELECT count(*) FROM episode WHERE ordinal IN " + MARKED));
    tally.add(Erased.FACTS, number(tx, "SELECT count(*) FROM fact WHERE ordinal IN " + MARKED));
    tally.add(
        Erased.PROCEDURES, number(tx, "SELECT count(*) FROM procedure WHERE ordinal IN " + MARKED));
    tally.add(
        Erased.MEMORIES,
        number(tx, "SELECT count(DISTINCT id) FROM memory WHERE ordinal IN " + MARKED));
    Orphans orphans = Orphans.of(tx);
    run(tx, "DELETE FROM forgotten WHERE root IN " + MARKED);
    run(tx, "DELETE FROM forgotten WHERE ordinal IN " + MARKED);
    run(tx, "DELETE FROM unlinked WHERE source IN " + MARKED + " OR target IN " + MARKED);
    tally.add(
        Erased.EDGES,
        run(tx, "DELETE FROM edge WHERE source IN " + MARKED + " OR target IN " + MARKED));
    tally.add(Erased.MENTIONS, run(tx, "DELETE FROM mention WHERE ordinal IN " + MARKED));
    tally.add(Erased.ANNOTATIONS, run(tx, "DELETE FROM annotation WHERE ordinal IN " + MARKED));
    tally.add(Erased.VECTORS, run(tx, "DELETE FROM embedding WHERE ordinal IN " + MARKED));
    tally.add(Erased.KEPT_VECTORS, run(tx, "DELETE FROM kept WHERE ordinal IN " + MARKED));
    tally.add(Erased.SEALED, run(tx, "DELETE FROM sealed WHERE ordinal IN " + MARKED));
    tally.add(Erased.RESTATEMENTS, run(tx, "DELETE FROM restatement WHERE ordinal IN " + MARKED));
    tx.prepare("UPDATE feedback SET correction = NULL WHERE correction IN " + MARKED)
        .executeUpdate();
    tally.add(
        Erased.JUDGEMENTS,
        tx.prepare("DELETE FROM feedback WHERE root IN " + MARKED).executeUpdate());
    tally.add(
        Erased.USAGES, tx.prepare("DELETE FROM usage WHERE root IN " + MARKED).executeUpdate());
    orphanFacts(tx);
    run(tx, "DELETE FROM episode WHERE ordinal IN " + MARKED);
    run(tx, "DELETE FROM fact WHERE ordinal IN " + MARKED);
    run(tx, "DELETE FROM procedure WHERE ordinal IN " + MARKED);
    run(tx, "DELETE FROM setting WHERE name IN (SELECT 'released:' || ordinal FROM erasing)");
    run(tx, "DELETE FROM memory WHERE ordinal IN " + MARKED);
    run(tx, "DELETE FROM change WHERE ordinal IN " + MARKED);
    orphans.delete(tx, tally);
    markFile(tx);
    return tally;
  }

  /** Facts that stay though the episode they were found in goes stand for themselves. */
  private static void orphanFacts(Transaction tx) throws SQLException {
    String those =
        "SELECT ordinal FROM fact WHERE origin IN " + MARKED + " AND ordinal NOT IN " + MARKED;
    for (int fact : ordinals(tx, those)) {
      FactTable.setOrigin(tx, fact, 0);
    }
    run(tx, "UPDATE fact SET origin = NULL WHERE origin IN " + MARKED);
  }

  private static int number(Transaction tx, String sql) throws SQLException {
    try (ResultSet row = tx.prepare(sql).executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }
}
