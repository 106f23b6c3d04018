package dev.engram.internal.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a {@link WriteCommand} works with: the writer's connection with its prepared statements, and
 * the change log. Used on the writer's thread only.
 */
public final class Transaction {
  private final PreparedStatements prepared;
  private List<Change> changes = new ArrayList<>();
  private final List<Aftermath> aftermaths = new ArrayList<>();

  Transaction(Connection connection) {
    this.prepared = new PreparedStatements(connection);
  }

  /** A prepared statement, made once for each distinct text. */
  public PreparedStatement prepare(String sql) throws SQLException {
    return prepared.of(sql);
  }

  /** Tells projections of a change, once this transaction is durable. */
  public void changed(int ordinal, Change.Op op) throws SQLException {
    if (op == Change.Op.ATTACH && !changes.isEmpty()) {
      Change last = changes.getLast();
      if (last.ordinal() == ordinal && last.op() != Change.Op.EMBED) {
        return; // all who would be told look at the row after the commit anyway
      }
    }
    PreparedStatement insert = prepare("INSERT INTO change (ordinal, op) VALUES (?, ?)");
    insert.setInt(1, ordinal);
    insert.setString(2, op.label());
    insert.executeUpdate();
    changes.add(new Change(lastInsertedRow(), ordinal, op));
  }

  /** The row id that the last insert was given. */
  public long lastInsertedRow() throws SQLException {
    try (ResultSet row = prepare("SELECT last_insert_rowid()").executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }

  /** How many changes were noted so far. */
  int noted() {
    return changes.size();
  }

  /** Drops the changes noted after the first {@code kept}, because their command was undone. */
  void dropChangesAfter(int kept) {
    changes.subList(kept, changes.size()).clear();
  }

  /** Lets this know whether what the command did was kept. */
  public void then(Aftermath aftermath) {
    aftermaths.add(aftermath);
  }

  /** How many wait to know. */
  int waiting() {
    return aftermaths.size();
  }

  /** Tells those after the first {@code kept} that their command was undone, newest first. */
  void undoneAfter(int kept) {
    while (aftermaths.size() > kept) {
      aftermaths.removeLast().undone();
    }
  }

  /** Tells all that it was kept. */
  void committed() {
    aftermaths.forEach(Aftermath::committed);
    aftermaths.clear();
  }

  List<Change> takeChanges() {
    List<Change> taken = changes;
    changes = new ArrayList<>();
    return taken;
  }
}
