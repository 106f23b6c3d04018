package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.memory.MemoryId;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The column {@code memory.flagged}: what may not speak unasked, because it looks like an
 * instruction to a model; and settings {@code released:ORDINAL}: what somebody looked at and let
 * speak. Ordinals are never used again, so such a setting can never come to stand for another row.
 */
public final class FlagTable {
  private static final String RELEASED = "released:";

  private FlagTable() {}

  /** Flags every version of a memory, and takes back that any was released. */
  public static void flag(Transaction tx, int root) throws SQLException {
    PreparedStatement query =
        tx.prepare("SELECT ordinal FROM memory WHERE (ordinal = ?1 OR root = ?1) AND flagged = 0");
    query.setInt(1, root);
    for (int ordinal : ordinals(query)) {
      set(tx, ordinal, 1);
      PreparedStatement unreleased = tx.prepare("DELETE FROM setting WHERE name = ?");
      unreleased.setString(1, RELEASED + ordinal);
      unreleased.executeUpdate();
    }
  }

  /** Lets one version speak again, whatever the detector says of it. */
  public static void release(Transaction tx, int ordinal) throws SQLException {
    set(tx, ordinal, 0);
    SettingTable.put(tx, RELEASED + ordinal, "1");
  }

  private static void set(Transaction tx, int ordinal, int flagged) throws SQLException {
    PreparedStatement update = tx.prepare("UPDATE memory SET flagged = ? WHERE ordinal = ?");
    update.setInt(1, flagged);
    update.setInt(2, ordinal);
    update.executeUpdate();
    tx.changed(ordinal, Change.Op.PUT);
  }

  /** Whether this version of a memory was released. */
  public static boolean released(Statements reads, MemoryId id, int version) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT 1 FROM memory m JOIN setting s ON s.name = 'released:' || m.ordinal
            WHERE m.id = ? AND m.version = ?
            """);
    query.setBytes(1, MemoryReads.bytes(id));
    query.setInt(2, version);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
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
