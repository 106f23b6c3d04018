package dev.engram.internal.vault;

import dev.engram.memory.MemoryId;
import dev.engram.scope.Scope;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What an erasure looks up to find everything that has to go. On the writer's thread. */
public final class ErasureReads {
  private static final String MARKED = "(SELECT ordinal FROM erasing WHERE ordinal > 0)";

  private ErasureReads() {}

  /** Every version of the memory of a root. */
  public static List<Integer> versions(Transaction tx, int root) throws SQLException {
    return numbers(tx, "SELECT ordinal FROM memory WHERE ordinal = ?1 OR root = ?1", root);
  }

  /** The roots of all memories that speak of an entity, whatever their state. */
  public static List<Integer> speakingOf(Transaction tx, long entity) throws SQLException {
    return numbers(
        tx,
        """
        SELECT DISTINCT coalesce(m.root, m.ordinal) FROM mention n
        JOIN memory m ON m.ordinal = n.ordinal WHERE n.entity = ?1
        """,
        entity);
  }

  /**
   * A memory that somebody said.
   *
   * @param root its root
   * @param speaker who said it
   * @param scope where it is
   */
  public record Spoken(int root, String speaker, Scope scope) {
    /** Shows the row only: a name is content. */
    @Override
    public String toString() {
      return "Spoken[" + root + "]";
    }
  }

  /** Everything that somebody said. Cost: reads every episode's speaker. */
  public static List<Spoken> spoken(Transaction tx) throws SQLException {
    String sql =
        """
        SELECT DISTINCT coalesce(m.root, m.ordinal), e.speaker, s.canonical FROM episode e
        JOIN memory m ON m.ordinal = e.ordinal JOIN scope s ON s.id = m.scope
        WHERE e.speaker IS NOT NULL
        """;
    var found = new ArrayList<Spoken>();
    try (ResultSet rows = tx.prepare(sql).executeQuery()) {
      while (rows.next()) {
        found.add(new Spoken(rows.getInt(1), rows.getString(2), Scope.parse(rows.getString(3))));
      }
    }
    return found;
  }

  /** The roots of all memories in a scope. */
  public static List<Integer> inScope(Transaction tx, Scope scope) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT DISTINCT coalesce(m.root, m.ordinal) FROM memory m
            JOIN scope s ON s.id = m.scope WHERE s.canonical = ?
            """);
    query.setString(1, scope.canonical());
    return numbers(query);
  }

  /** Every word of a row, for comparing; names of sessions and scopes left out. */
  public static String words(Transaction tx, int ordinal) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT m.text || ' ' || coalesce(e.speaker, '') || ' ' || coalesce(f.subject, '') || ' '
              || coalesce(f.object, '') || ' ' || coalesce(p.task, '') || ' '
              || coalesce(p.steps, '')
            FROM memory m LEFT JOIN episode e ON e.ordinal = m.ordinal
            LEFT JOIN fact f ON f.ordinal = m.ordinal
            LEFT JOIN procedure p ON p.ordinal = m.ordinal WHERE m.ordinal = ?
            """);
    query.setInt(1, ordinal);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** What capture wrote of a row in words. */
  public static String annotated(Transaction tx, int ordinal) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT coalesce(summary, '') || ' ' || coalesce(key_fact, '') || ' ' || tag || ' '
              || coalesce(metadata, '') FROM annotation WHERE ordinal = ?
            """);
    query.setInt(1, ordinal);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? rows.getString(1) : "";
    }
  }

  /** The roots of facts found in a memory, or that it spoke for, which are not marked. */
  public static List<Integer> facts(Transaction tx, int root) throws SQLException {
    return numbers(
        tx,
        """
        SELECT DISTINCT coalesce(m.root, m.ordinal) FROM (
          SELECT source AS one FROM edge WHERE target = ?1 AND type = 'derived_from'
          UNION SELECT source FROM unlinked WHERE target = ?1
          UNION SELECT ordinal FROM fact WHERE origin = ?1)
        JOIN memory m ON m.ordinal = one
        WHERE m.kind = 'fact' AND m.ordinal NOT IN
        """
            + MARKED,
        root);
  }

  /** Whether a fact was found in something, in one of its versions. */
  public static boolean found(Transaction tx, int fact) throws SQLException {
    return !numbers(
            tx,
            """
            SELECT 1 FROM fact f JOIN memory m ON m.ordinal = f.ordinal
            WHERE (m.ordinal = ?1 OR m.root = ?1) AND f.origin IS NOT NULL LIMIT 1
            """,
            fact)
        .isEmpty();
  }

  /** The roots of what speaks for a fact and is not marked. */
  public static List<Integer> sources(Transaction tx, int fact) throws SQLException {
    return numbers(
        tx,
        """
        SELECT target FROM (
          SELECT target FROM edge WHERE source = ?1 AND type = 'derived_from'
          UNION SELECT target FROM unlinked WHERE source = ?1)
        WHERE target NOT IN
        """
            + MARKED,
        fact);
  }

  /** The versions of a fact whose origin is marked. */
  public static List<Integer> withMarkedOrigin(Transaction tx, int fact) throws SQLException {
    return numbers(
        tx,
        """
        SELECT f.ordinal FROM fact f JOIN memory m ON m.ordinal = f.ordinal
        WHERE (m.ordinal = ?1 OR m.root = ?1) AND f.origin IN
        """
            + MARKED,
        fact);
  }

  /**
   * A turn that followed on another.
   *
   * @param ordinal its row
   * @param root its root
   * @param active whether it answers
   */
  public record Turn(int ordinal, int root, boolean active) {}

  /** The turns of the same session that follow on a row, all versions, in order. */
  public static List<Turn> following(Transaction tx, int ordinal, int most) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT n.ordinal, coalesce(m.root, m.ordinal), m.state = 'active' FROM episode e
            JOIN episode n ON n.session = e.session AND n.position > e.position
            JOIN memory m ON m.ordinal = n.ordinal
            WHERE e.ordinal = ?1 AND n.ordinal NOT IN
            """
                + MARKED
                + " ORDER BY n.position LIMIT ?2");
    query.setInt(1, ordinal);
    query.setInt(2, most);
    var found = new ArrayList<Turn>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(new Turn(rows.getInt(1), rows.getInt(2), rows.getBoolean(3)));
      }
    }
    return found;
  }

  /** The names under which a row mentions entities. */
  public static Set<String> aliases(Transaction tx, int ordinal) throws SQLException {
    PreparedStatement query = tx.prepare("SELECT alias FROM mention WHERE ordinal = ?");
    query.setInt(1, ordinal);
    var found = new LinkedHashSet<String>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** The ids of marked memories. */
  public static List<MemoryId> ids(Transaction tx) throws SQLException {
    return ids(tx.prepare("SELECT DISTINCT id FROM memory WHERE ordinal IN " + MARKED));
  }

  /** Memories other than facts that were derived from marked ones and stay. */
  public static List<MemoryId> dependents(Transaction tx) throws SQLException {
    return ids(
        tx.prepare(
            "SELECT DISTINCT m.id FROM edge e JOIN memory m ON m.ordinal = e.source WHERE e.type ="
                + " 'derived_from' AND m.kind <> 'fact' AND e.target IN "
                + MARKED
                + " AND e.source NOT IN "
                + MARKED));
  }

  private static List<MemoryId> ids(PreparedStatement query) throws SQLException {
    var found = new ArrayList<MemoryId>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(new MemoryId(MemoryReads.uuid(rows.getBytes(1))));
      }
    }
    return found;
  }

  private static List<Integer> numbers(Transaction tx, String sql, long value) throws SQLException {
    PreparedStatement query = tx.prepare(sql);
    query.setLong(1, value);
    return numbers(query);
  }

  private static List<Integer> numbers(PreparedStatement query) throws SQLException {
    var found = new ArrayList<Integer>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(rows.getInt(1));
      }
    }
    return found;
  }
}
