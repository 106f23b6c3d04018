package dev.engram.internal.vault;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/**
 * The statements of one connection, each made once for its text. For one thread at a time.
 *
 * <p>The driver ends a statement whose execution failed; such a one is made anew when it is next
 * asked for.
 */
final class PreparedStatements {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  PreparedStatements(Connection connection) {
    this.connection = connection;
  }

  /** The statement of a text, without parameters. */
  PreparedStatement of(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known != null && cleared(known)) {
      return known;
    }
    PreparedStatement made = connection.prepareStatement(sql);
    prepared.put(sql, made);
    return made;
  }

  private static boolean cleared(PreparedStatement statement) throws SQLException {
    try {
      statement.clearParameters();
      return true;
    } catch (SQLException ended) {
      statement.close();
      return false;
    }
  }
}
