package dev.engram.internal.vault;

import dev.engram.memory.Erased;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * What marked rows may leave behind with nothing to hold it: names, entities, sessions, scopes,
 * predicates. Looked up before the rows go, deleted after, as far as nothing else uses it. On the
 * writer's thread.
 */
final class Orphans {
  private static final String MARKED = "(SELECT ordinal FROM erasing WHERE ordinal > 0)";

  /** A memory that stays, speaks of the entity, and uses the name. */
  private static final String NAME_IS_USED =
      """
      EXISTS (SELECT 1 FROM mention n WHERE n.entity = alias.entity AND n.alias = alias.normal)
      OR EXISTS (SELECT 1 FROM mention n JOIN memory m ON m.ordinal = n.ordinal
        WHERE n.entity = alias.entity AND instr(lower(m.text), lower(alias.name)) > 0)
      """;

  private final List<Long> entities;
  private final List<Long> sessions;
  private final List<Long> scopes;

  private Orphans(List<Long> entities, List<Long> sessions, List<Long> scopes) {
    this.entities = entities;
    this.sessions = sessions;
    this.scopes = scopes;
  }

  static Orphans of(Transaction tx) throws SQLException {
    return new Orphans(
        numbers(tx, "SELECT DISTINCT entity FROM mention WHERE ordinal IN " + MARKED),
        numbers(
            tx,
            "SELECT DISTINCT session FROM episode WHERE session IS NOT NULL AND ordinal IN "
                + MARKED),
        numbers(tx, "SELECT DISTINCT scope FROM memory WHERE ordinal IN " + MARKED));
  }

  private static List<Long> numbers(Transaction tx, String sql) throws SQLException {
    var found = new ArrayList<Long>();
    try (ResultSet rows = tx.prepare(sql).executeQuery()) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }

  void delete(Transaction tx, Tally tally) throws SQLException {
    for (long entity : entities) {
      names(tx, entity, tally);
    }
    for (long session : sessions) {
      tally.add(
          Erased.SESSIONS,
          run(
              tx,
              """
              DELETE FROM session WHERE id = ?1
              AND NOT EXISTS (SELECT 1 FROM episode WHERE session = ?1)
              """,
              session));
    }
    for (long scope : scopes) {
      tally.add(Erased.SCOPES, scope(tx, scope));
    }
  }

  private static void names(Transaction tx, long entity, Tally tally) throws SQLException {
    tally.add(
        Erased.NAMES,
        run(tx, "DELETE FROM alias WHERE entity = ?1 AND NOT (" + NAME_IS_USED + ")", entity));
    String held = "SELECT 1 FROM mention WHERE entity = ?1";
    if (numbers(tx, held, entity).isEmpty()) {
      tally.add(Erased.NAMES, run(tx, "DELETE FROM alias WHERE entity = ?1", entity));
      tally.add(Erased.ENTITIES, gone(tx, entity));
    } else {
      remaining(tx, entity);
      // whoever takes in one row that speaks of it takes in all its names
      long one =
          numbers(tx, "SELECT min(ordinal) FROM mention WHERE entity = ?1", entity).getFirst();
      tx.changed(Math.toIntExact(one), Change.Op.ATTACH);
    }
  }

  /** An entity that nothing speaks of, those that it absorbed, and what is told of them. */
  private static int gone(Transaction tx, long entity) throws SQLException {
    int gone = 0;
    for (long absorbed : numbers(tx, "SELECT id FROM entity WHERE merged = ?1", entity)) {
      gone += gone(tx, absorbed);
    }
    run(tx, "DELETE FROM entity_event WHERE entity = ?1 OR other = ?1", entity);
    return gone + run(tx, "DELETE FROM entity WHERE id = ?1", entity);
  }

  /** What stays of an entity tells only of what stays. */
  private static void remaining(Transaction tx, long entity) throws SQLException {
    run(
        tx,
        """
        UPDATE alias SET name = normal WHERE entity = ?1 AND NOT EXISTS (
          SELECT 1 FROM mention n JOIN memory m ON m.ordinal = n.ordinal
          LEFT JOIN episode e ON e.ordinal = n.ordinal
          WHERE n.entity = ?1
            AND (instr(m.text, alias.name) > 0 OR instr(coalesce(e.speaker, ''), alias.name) > 0))
        """,
        entity);
    run(
        tx,
        """
        UPDATE entity SET
          name = coalesce((SELECT name FROM alias WHERE entity = ?1
            ORDER BY count DESC, length(name) DESC, name LIMIT 1), 'x'),
          mentions = (SELECT count(DISTINCT n.ordinal) FROM mention n
            LEFT JOIN fact f ON f.ordinal = n.ordinal
            WHERE n.entity = ?1 AND f.origin IS NULL),
          first_seen = (SELECT min(coalesce(m.occurred_from, m.learned)) FROM mention n
            JOIN memory m ON m.ordinal = n.ordinal WHERE n.entity = ?1),
          last_seen = (SELECT max(coalesce(m.occurred_from, m.learned)) FROM mention n
            JOIN memory m ON m.ordinal = n.ordinal WHERE n.entity = ?1)
        WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM alias WHERE entity = ?1 AND name = entity.name)
        """,
        entity);
    run(
        tx,
        """
        UPDATE entity SET name = (SELECT name FROM entity WHERE id = ?1)
        WHERE merged = ?1
        """,
        entity);
    events(tx, entity);
  }

  /** Merges and splits are told with the names that are still in use. */
  private static void events(Transaction tx, long entity) throws SQLException {
    for (long seq :
        numbers(tx, "SELECT seq FROM entity_event WHERE entity = ?1 OR other = ?1", entity)) {
      List<String> names =
          TextList.read(text(tx, "SELECT names FROM entity_event WHERE seq = ?", seq));
      var kept = new ArrayList<String>();
      for (String name : names) {
        PreparedStatement used = tx.prepare("SELECT 1 FROM alias WHERE normal = ? LIMIT 1");
        used.setString(1, name);
        try (ResultSet rows = used.executeQuery()) {
          if (rows.next()) {
            kept.add(name);
          }
        }
      }
      if (kept.isEmpty()) {
        run(tx, "DELETE FROM entity_event WHERE seq = ?1", seq);
      } else if (kept.size() < names.size()) {
        PreparedStatement update = tx.prepare("UPDATE entity_event SET names = ? WHERE seq = ?");
        update.setString(1, TextList.write(kept));
        update.setLong(2, seq);
        update.executeUpdate();
      }
    }
  }

  /** A scope that nothing is in; entities without a memory go with it. */
  private static int scope(Transaction tx, long scope) throws SQLException {
    if (!numbers(tx, "SELECT 1 FROM memory WHERE scope = ?1 LIMIT 1", scope).isEmpty()) {
      return 0;
    }
    run(tx, "DELETE FROM alias WHERE scope = ?1", scope);
    run(
        tx,
        """
        DELETE FROM entity_event
        WHERE entity IN (SELECT id FROM entity WHERE scope = ?1)
          OR other IN (SELECT id FROM entity WHERE scope = ?1)
        """,
        scope);
    run(tx, "UPDATE entity SET merged = NULL WHERE scope = ?1", scope);
    run(tx, "DELETE FROM entity WHERE scope = ?1", scope);
    run(tx, "DELETE FROM session WHERE scope = ?1", scope);
    return run(tx, "DELETE FROM scope WHERE id = ?1", scope);
  }

  private static int run(Transaction tx, String sql, long value) throws SQLException {
    PreparedStatement statement = tx.prepare(sql);
    statement.setLong(1, value);
    return statement.executeUpdate();
  }

  private static List<Long> numbers(Transaction tx, String sql, long value) throws SQLException {
    PreparedStatement query = tx.prepare(sql);
    query.setLong(1, value);
    var found = new ArrayList<Long>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getLong(1));
      }
    }
    return found;
  }

  private static String text(Transaction tx, String sql, long value) throws SQLException {
    PreparedStatement query = tx.prepare(sql);
    query.setLong(1, value);
    try (ResultSet rows = query.executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }
}
