package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.memory.Entity;
import dev.engram.memory.EntityEvent;
import dev.engram.memory.EntityId;
import dev.engram.memory.EntityType;
import dev.engram.scope.Scope;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads entities with their names. */
public final class EntityReads {
  private static final String COLUMNS =
      """
      SELECT e.id, e.uuid, s.canonical, e.name, e.type, e.first_seen, e.last_seen, e.mentions
      FROM entity e JOIN scope s ON s.id = e.scope
      """;

  private EntityReads() {}

  /** An entity with its row. */
  public record EntityRow(long row, Entity entity) {}

  /** The entities of a scope, last seen first. */
  public static List<EntityRow> inScope(Statements reads, Scope scope, int most)
      throws SQLException {
    PreparedStatement query =
        reads.prepare(
            COLUMNS
                + """
                WHERE s.canonical = ? AND e.merged IS NULL AND EXISTS (
                  SELECT 1 FROM mention n JOIN memory m ON m.ordinal = n.ordinal
                  WHERE n.entity = e.id AND m.state = 'active' AND m.flagged = 0)
                ORDER BY e.last_seen DESC, e.id DESC LIMIT ?
                """);
    query.setString(1, scope.canonical());
    query.setInt(2, most);
    return all(reads::prepare, query);
  }

  /** The entity that a name stands for in a scope, if any. */
  public static Optional<EntityRow> named(Statements reads, Scope scope, String normal)
      throws SQLException {
    PreparedStatement query =
        reads.prepare(
            COLUMNS
                + """
                JOIN alias a ON a.entity = e.id AND a.scope = e.scope
                WHERE s.canonical = ? AND a.normal = ?
                """);
    query.setString(1, scope.canonical());
    query.setString(2, normal);
    return first(all(reads::prepare, query));
  }

  /** An entity by its id, merged ones left out. */
  public static Optional<EntityRow> byId(Statements reads, EntityId id) throws SQLException {
    return named(all(reads::prepare, byId(reads.prepare(BY_ID), id)), id);
  }

  /** An entity by its id, read inside a write. */
  public static Optional<EntityRow> byId(Transaction tx, EntityId id) throws SQLException {
    return named(all(tx::prepare, byId(tx.prepare(BY_ID), id)), id);
  }

  private static final String BY_ID = COLUMNS + Decoy.OF_ENTITY;

  private static PreparedStatement byId(PreparedStatement query, EntityId id) throws SQLException {
    Decoy.bind(query, id.uuid());
    return query;
  }

  /** The one that was asked for, if it is not a decoy. */
  private static Optional<EntityRow> named(List<EntityRow> rows, EntityId id) {
    return first(rows).filter(row -> row.entity().id().equals(id));
  }

  /** The entities that a memory speaks of. */
  public static List<EntityRow> inMemory(Statements reads, int ordinal) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            COLUMNS + "WHERE e.id IN (SELECT entity FROM mention WHERE ordinal = ?) ORDER BY e.id");
    query.setInt(1, ordinal);
    return all(reads::prepare, query);
  }

  /** What was done to an entity, oldest first. */
  public static List<EntityEvent> events(Statements reads, long entity) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT v.op, e.uuid, o.uuid, v.names, v.moment FROM entity_event v
            JOIN entity e ON e.id = v.entity LEFT JOIN entity o ON o.id = v.other
            WHERE v.entity = ? OR v.other = ? ORDER BY v.seq
            """);
    query.setLong(1, entity);
    query.setLong(2, entity);
    var events = new ArrayList<EntityEvent>();
    try (ResultSet r = query.executeQuery()) {
      while (r.next()) {
        events.add(
            new EntityEvent(
                EntityEvent.Operation.valueOf(r.getString(1).toUpperCase(Locale.ROOT)),
                new EntityId(MemoryReads.uuid(r.getBytes(2))),
                Optional.ofNullable(r.getBytes(3)).map(MemoryReads::uuid).map(EntityId::new),
                TextList.read(r.getString(4)),
                Micros.instant(r.getLong(5))));
      }
    }
    return events;
  }

  private static Optional<EntityRow> first(List<EntityRow> rows) {
    return rows.isEmpty() ? Optional.empty() : Optional.of(rows.getFirst());
  }

  @FunctionalInterface
  private interface Source {
    PreparedStatement prepare(String sql) throws SQLException;
  }

  private record Bare(
      long row,
      EntityId id,
      Scope scope,
      String name,
      EntityType type,
      long first,
      long last,
      int mentions) {
    @Override
    public String toString() {
      return "Bare[" + mentions + " mentions]";
    }
  }

  private static List<EntityRow> all(Source source, PreparedStatement query) throws SQLException {
    var bare = new ArrayList<Bare>();
    try (ResultSet r = query.executeQuery()) {
      while (r.next()) {
        bare.add(
            new Bare(
                r.getLong(1),
                new EntityId(MemoryReads.uuid(r.getBytes(2))),
                Scope.parse(r.getString(3)),
                r.getString(4),
                EntityType.parse(r.getString(5)),
                r.getLong(6),
                r.getLong(7),
                r.getInt(8)));
      }
    }
    var rows = new ArrayList<EntityRow>(bare.size());
    for (Bare one : bare) {
      List<String> names = names(source, one.row);
      rows.add(
          new EntityRow(
              one.row,
              new Entity(
                  one.id,
                  one.scope,
                  names.isEmpty() ? one.name : names.getFirst(),
                  one.type,
                  names.isEmpty() ? List.of(one.name) : names,
                  Micros.instant(one.first),
                  Micros.instant(one.last),
                  one.mentions)));
    }
    return rows;
  }

  private static List<String> names(Source source, long entity) throws SQLException {
    PreparedStatement query =
        source.prepare(
            "SELECT name FROM alias WHERE entity = ? ORDER BY count DESC, length(name) DESC, name");
    query.setLong(1, entity);
    var names = new ArrayList<String>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }
}
