package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.scope.Scope;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the turns of sessions as clear rows have them; confidential and flagged ones are passed
 * over.
 */
public final class SessionReads {
  private SessionReads() {}

  /**
   * What was said in a turn.
   *
   * @param speaker who said it, if known
   * @param text the words
   */
  public record Said(Optional<String> speaker, String text) {
    @Override
    public String toString() {
      return "Said";
    }
  }

  /** The last turns of a session, oldest first. */
  public static List<Said> last(Statements statements, Scope scope, String session, int most)
      throws SQLException {
    PreparedStatement query =
        statements.prepare(
            """
            SELECT e.speaker, m.text FROM session n
            JOIN scope s ON s.id = n.scope
            JOIN episode e ON e.session = n.id
            JOIN memory m ON m.ordinal = e.ordinal
            WHERE s.canonical = ? AND n.name = ? AND m.state = 'active'
              AND m.tier <> 'confidential' AND m.flagged = 0
            ORDER BY e.position DESC LIMIT ?
            """);
    query.setString(1, scope.canonical());
    query.setString(2, session);
    query.setInt(3, most);
    return said(query);
  }

  /** The turn said just before a position of a session, if there is one. */
  public static Optional<Said> before(Statements statements, long session, int position)
      throws SQLException {
    List<Said> one = before(statements, session, position, 1);
    return one.isEmpty() ? Optional.empty() : Optional.of(one.getFirst());
  }

  /** The turns said just before a position of a session, oldest first. */
  public static List<Said> before(Statements statements, long session, int position, int most)
      throws SQLException {
    PreparedStatement query =
        statements.prepare(
            """
            SELECT e.speaker, m.text FROM episode e
            JOIN memory m ON m.ordinal = e.ordinal
            WHERE e.session = ? AND e.position < ? AND m.state = 'active'
              AND m.tier <> 'confidential' AND m.flagged = 0
            ORDER BY e.position DESC LIMIT ?
            """);
    query.setLong(1, session);
    query.setInt(2, position);
    query.setInt(3, most);
    return said(query);
  }

  private static List<Said> said(PreparedStatement query) throws SQLException {
    var said = new ArrayList<Said>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        said.add(new Said(Optional.ofNullable(rows.getString(1)), rows.getString(2)));
      }
    }
    return said.reversed();
  }
}
