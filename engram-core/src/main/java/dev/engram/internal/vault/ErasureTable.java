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
    for (int ordinal : answering(tx)) {
      tx.changed(ordinal, Change.Op.REMOVE);
    }
    run(
        tx,
        "UPDATE memory SET state = 'forgotten', pending = 0, content_key = 0, text = "
            + blank("text"));
    run(tx, "UPDATE episode SET speaker = " + blank("speaker"));
    run(
        tx,
        "UPDATE fact SET claim = NULL, about = NULL, object_key = NULL, subject = "
            + blank("subject")
            + ", object = "
            + blank("object"));
    run(
        tx,
        "UPDATE procedure SET task = "
            + blank("task")
            + ", steps = '[\"' || "
            + blank("steps")
            + " || '\"]', tools = '[\"' || "
            + blank("tools")
            + " || '\"]'");
    run(
        tx,
        "UPDATE annotation SET metadata = NULL, times = NULL, reasons = NULL, summary = "
            + blank("summary")
            + ", key_fact = "
            + blank("key_fact")
            + ", tag = "
            + blank("tag"));
    run(tx, "UPDATE embedding SET bytes = zeroblob(length(bytes))");
    run(tx, "UPDATE kept SET bytes = zeroblob(length(bytes))");
    run(tx, "UPDATE sealed SET bytes = zeroblob(length(bytes))");
  }

  private static String blank(String column) {
    return "replace(hex(zeroblob(length(CAST(%s AS BLOB)))), '00', 'x')".formatted(column);
  }

  private static int run(Transaction tx, String statement) throws SQLException {
    return tx.prepare(statement + " WHERE ordinal IN " + MARKED).executeUpdate();
  }

  private static List<Integer> answering(Transaction tx) throws SQLException {
    var found = new ArrayList<Integer>();
    String sql = "SELECT ordinal FROM memory WHERE state <> 'forgotten' AND ordinal IN " + MARKED;
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
    count(tx, tally, Erased.EPISODES, "episode");
    count(tx, tally, Erased.FACTS, "fact");
    count(tx, tally, Erased.PROCEDURES, "procedure");
    tally.add(
        Erased.MEMORIES,
        number(tx, "SELECT count(DISTINCT id) FROM memory WHERE ordinal IN " + MARKED));
    Orphans orphans = Orphans.of(tx);
    for (String table : List.of("forgotten WHERE root", "forgotten WHERE ordinal")) {
      tx.prepare("DELETE FROM " + table + " IN " + MARKED).executeUpdate();
    }
    either(tx, "unlinked");
    tally.add(Erased.EDGES, either(tx, "edge"));
    tally.add(Erased.MENTIONS, run(tx, "DELETE FROM mention"));
    tally.add(Erased.ANNOTATIONS, run(tx, "DELETE FROM annotation"));
    tally.add(Erased.VECTORS, run(tx, "DELETE FROM embedding"));
    tally.add(Erased.KEPT_VECTORS, run(tx, "DELETE FROM kept"));
    tally.add(Erased.SEALED, run(tx, "DELETE FROM sealed"));
    tally.add(Erased.RESTATEMENTS, run(tx, "DELETE FROM restatement"));
    tx.prepare("UPDATE feedback SET correction = NULL WHERE correction IN " + MARKED)
        .executeUpdate();
    tally.add(
        Erased.JUDGEMENTS,
        tx.prepare("DELETE FROM feedback WHERE root IN " + MARKED).executeUpdate());
    tally.add(
        Erased.USAGES, tx.prepare("DELETE FROM usage WHERE root IN " + MARKED).executeUpdate());
    tx.prepare("UPDATE fact SET origin = NULL WHERE origin IN " + MARKED).executeUpdate();
    run(tx, "DELETE FROM episode");
    run(tx, "DELETE FROM fact");
    run(tx, "DELETE FROM procedure");
    run(tx, "DELETE FROM memory");
    run(tx, "DELETE FROM change");
    orphans.delete(tx, tally);
    ProjectionTable.deleteAll(tx);
    markFile(tx);
    return tally;
  }

  private static void count(Transaction tx, Tally tally, Erased kind, String table)
      throws SQLException {
    tally.add(kind, number(tx, "SELECT count(*) FROM " + table + " WHERE ordinal IN " + MARKED));
  }

  private static int either(Transaction tx, String table) throws SQLException {
    return tx.prepare("DELETE FROM " + table + " WHERE source IN " + MARKED + " OR target IN "
            + MARKED)
        .executeUpdate();
  }

  private static int number(Transaction tx, String sql) throws SQLException {
    try (ResultSet row = tx.prepare(sql).executeQuery()) {
      row.next();
      return row.getInt(1);
    }
  }
}
