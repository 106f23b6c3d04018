package dev.engram.internal.vault;

import dev.engram.scope.Scope;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** The rows that stand for scopes and sessions; made when they are first used. */
final class Interned {
  private Interned() {}

  static long scope(Transaction tx, Scope scope) throws SQLException {
    return interned(
        tx,
        "SELECT id FROM scope WHERE canonical = ?",
        "INSERT INTO scope (canonical) VALUES (?)",
        statement -> statement.setString(1, scope.canonical()));
  }

  static long session(Transaction tx, Scope scope, String name) throws SQLException {
    long in = scope(tx, scope);
    return interned(
        tx,
        "SELECT id FROM session WHERE scope = ? AND name = ?",
        "INSERT INTO session (scope, name) VALUES (?, ?)",
        statement -> {
          statement.setLong(1, in);
          statement.setString(2, name);
        });
  }

  private static long interned(Transaction tx, String select, String insert, Binding binding)
      throws SQLException {
    PreparedStatement query = tx.prepare(select);
    binding.bind(query);
    try (ResultSet rows = query.executeQuery()) {
      if (rows.next()) {
        return rows.getLong(1);
      }
    }
    PreparedStatement add = tx.prepare(insert);
    binding.bind(add);
    add.executeUpdate();
    return tx.lastInsertedRow();
  }

  @FunctionalInterface
  private interface Binding {
    void bind(PreparedStatement statement) throws SQLException;
  }
}
