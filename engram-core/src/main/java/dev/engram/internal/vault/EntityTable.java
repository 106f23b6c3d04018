package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.memory.EntityId;
import dev.engram.memory.EntityType;
import dev.engram.scope.Scope;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes the tables {@code entity}, {@code alias} and {@code mention}. */
public final class EntityTable {
  private EntityTable() {}

  /**
   * A name that stands for an entity in a scope.
   *
   * @param normal the form that names are compared in
   * @param entity the entity's row
   * @param type what the entity is
   */
  public record Known(String normal, long entity, EntityType type) {
    @Override
    public String toString() {
      return "Known";
    }
  }

  /** The entity that a name stands for in a scope, if any. */
  public static Optional<Known> named(Transaction tx, Scope scope, String normal)
      throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT a.normal, a.entity, e.type FROM alias a JOIN entity e ON e.id = a.entity
            WHERE a.scope = ? AND a.normal = ?
            """);
    query.setLong(1, Interned.scope(tx, scope));
    query.setString(2, normal);
    List<Known> found = known(query);
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  /** Entities of a scope with a name that begins with this word and goes on. */
  public static List<Known> beginning(Transaction tx, Scope scope, String word, int most)
      throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT a.normal, a.entity, e.type FROM alias a JOIN entity e ON e.id = a.entity
            WHERE a.scope = ? AND a.normal > ? AND a.normal < ? LIMIT ?
            """);
    query.setLong(1, Interned.scope(tx, scope));
    query.setString(2, word + " ");
    query.setString(3, word + "!");
    query.setInt(4, most);
    return known(query);
  }

  private static List<Known> known(PreparedStatement query) throws SQLException {
    var found = new ArrayList<Known>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Known(rows.getString(1), rows.getLong(2), EntityType.parse(rows.getString(3))));
      }
    }
    return found;
  }

  /** Makes an entity; it has no name until {@link #alias} gives it one. */
  public static long create(
      Transaction tx, EntityId id, Scope scope, String name, EntityType type, Instant when)
      throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO entity (uuid, scope, name, type, first_seen, last_seen, mentions)
            VALUES (?, ?, ?, ?, ?, ?, 0)
            """);
    insert.setBytes(1, MemoryReads.bytes(id.uuid()));
    insert.setLong(2, Interned.scope(tx, scope));
    insert.setString(3, name);
    insert.setString(4, type.label());
    insert.setLong(5, Micros.of(when));
    insert.setLong(6, Micros.of(when));
    insert.executeUpdate();
    return tx.lastInsertedRow();
  }

  /** Lets a name stand for an entity, or counts that it was used again. */
  public static void alias(Transaction tx, Scope scope, String normal, String name, long entity)
      throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO alias (scope, normal, entity, name, count) VALUES (?, ?, ?, ?, 1)
            ON CONFLICT (scope, normal) DO UPDATE SET count = count + 1
            """);
    insert.setLong(1, Interned.scope(tx, scope));
    insert.setString(2, normal);
    insert.setLong(3, entity);
    insert.setString(4, name);
    insert.executeUpdate();
  }

  /** Notes that a fact speaks of an entity that its episode was counted for already. */
  public static void mentionInFact(Transaction tx, long entity, int ordinal, String normal)
      throws SQLException {
    PreparedStatement insert =
        tx.prepare("INSERT OR IGNORE INTO mention (entity, ordinal, alias) VALUES (?, ?, ?)");
    insert.setLong(1, entity);
    insert.setInt(2, ordinal);
    insert.setString(3, normal);
    insert.executeUpdate();
  }

  /** Notes that a memory speaks of an entity by a name. */
  public static void mention(Transaction tx, long entity, int ordinal, String normal, Instant when)
      throws SQLException {
    boolean first = !mentions(tx, entity, ordinal);
    mentionInFact(tx, entity, ordinal, normal);
    PreparedStatement update =
        tx.prepare(
            """
            UPDATE entity SET mentions = mentions + ?, first_seen = min(first_seen, ?),
              last_seen = max(last_seen, ?) WHERE id = ?
            """);
    update.setInt(1, first ? 1 : 0);
    update.setLong(2, Micros.of(when));
    update.setLong(3, Micros.of(when));
    update.setLong(4, entity);
    update.executeUpdate();
  }

  private static boolean mentions(Transaction tx, long entity, int ordinal) throws SQLException {
    PreparedStatement query =
        tx.prepare("SELECT 1 FROM mention WHERE entity = ? AND ordinal = ? LIMIT 1");
    query.setLong(1, entity);
    query.setInt(2, ordinal);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }

  /** Gives an entity a better type, where it had none. */
  public static void refine(Transaction tx, long entity, EntityType type) throws SQLException {
    PreparedStatement update =
        tx.prepare("UPDATE entity SET type = ? WHERE id = ? AND type = 'unknown'");
    update.setString(1, type.label());
    update.setLong(2, entity);
    update.executeUpdate();
  }

  /** The newest memories that speak of an entity. */
  public static List<Integer> mentioning(Transaction tx, long entity, int most)
      throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT DISTINCT ordinal FROM mention WHERE entity = ? ORDER BY ordinal DESC LIMIT ?
            """);
    query.setLong(1, entity);
    query.setInt(2, most);
    return ordinals(query);
  }

  /** Every memory that speaks of an entity, oldest first. */
  public static List<Integer> mentioning(Statements reads, long entity) throws SQLException {
    PreparedStatement query =
        reads.prepare("SELECT DISTINCT ordinal FROM mention WHERE entity = ? ORDER BY ordinal");
    query.setLong(1, entity);
    return ordinals(query);
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
