package dev.engram.internal.vault;

import dev.engram.internal.vault.Attached.Mention;
import dev.engram.internal.vault.Attached.Name;
import dev.engram.internal.vault.EdgeTable.EdgeRow;
import dev.engram.memory.EdgeType;
import dev.engram.memory.TimeSpan;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads what hangs on a row, inside a write. Each costs one look-up by key. */
public final class AttachedReads {
  private AttachedReads() {}

  /** The entities that a row speaks of, with their names. */
  public static List<Mention> mentions(Transaction tx, int ordinal) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT a.entity, a.normal, a.name FROM alias a
            WHERE a.entity IN (SELECT entity FROM mention WHERE ordinal = ?)
            ORDER BY a.entity, a.count DESC, length(a.name) DESC, a.name, a.normal
            """);
    query.setInt(1, ordinal);
    var mentions = new ArrayList<Mention>();
    try (ResultSet rows = query.executeQuery()) {
      long entity = 0;
      var names = new ArrayList<Name>();
      while (rows.next()) {
        if (rows.getLong(1) != entity && !names.isEmpty()) {
          mentions.add(new Mention(entity, names));
          names.clear();
        }
        entity = rows.getLong(1);
        names.add(new Name(rows.getString(2), rows.getString(3)));
      }
      if (!names.isEmpty()) {
        mentions.add(new Mention(entity, names));
      }
    }
    return mentions;
  }

  /** When the text of a row says things happen. */
  public static List<TimeSpan> times(Transaction tx, int ordinal) throws SQLException {
    PreparedStatement query =
        tx.prepare("SELECT times FROM annotation WHERE ordinal = ? AND times IS NOT NULL");
    query.setInt(1, ordinal);
    try (ResultSet row = query.executeQuery()) {
      return row.next() ? spans(row.getString(1).split(" ")) : List.of();
    }
  }

  private static List<TimeSpan> spans(String[] micros) {
    var spans = new ArrayList<TimeSpan>(micros.length / 2);
    for (int i = 0; i + 1 < micros.length; i += 2) {
      spans.add(
          new TimeSpan(
              Micros.instant(Long.parseLong(micros[i])),
              Micros.instant(Long.parseLong(micros[i + 1]))));
    }
    return spans;
  }

  /** The edges that start at a root. */
  public static List<EdgeRow> edges(Transaction tx, int root) throws SQLException {
    PreparedStatement query =
        tx.prepare("SELECT target, type, weight FROM edge WHERE source = ? ORDER BY target, type");
    query.setInt(1, root);
    var edges = new ArrayList<EdgeRow>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        edges.add(
            new EdgeRow(
                root, rows.getInt(1), EdgeType.parse(rows.getString(2)), rows.getDouble(3)));
      }
    }
    return edges;
  }
}
