package dev.engram.internal.vault;

import dev.engram.fault.InvalidInputException;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.memory.EdgeType;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The table {@code edge}; edges hold to a memory's root, so they outlive its versions. */
public final class EdgeTable {
  private EdgeTable() {}

  /**
   * An edge as a row.
   *
   * @param source root ordinal
   * @param target root ordinal
   * @param type the edge's type
   * @param weight above 0, at most 1
   */
  public record EdgeRow(int source, int target, EdgeType type, double weight) {}

  /**
   * Stores an edge, or gives one that is there its new weight.
   *
   * @throws InvalidInputException if it would close a cycle among acyclic edges (spec §34.1)
   */
  public static void put(Transaction tx, EdgeRow edge, Instant now) throws SQLException {
    if (edge.type().acyclic() && reaches(tx, edge.target(), edge.source())) {
      throw InvalidInputException.cycle(edge.type().label());
    }
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO edge (source, target, type, weight, created) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (source, target, type) DO UPDATE SET weight = excluded.weight
            """);
    insert.setInt(1, edge.source());
    insert.setInt(2, edge.target());
    insert.setString(3, edge.type().label());
    insert.setDouble(4, edge.weight());
    insert.setLong(5, Micros.of(now));
    insert.executeUpdate();
    tx.changed(edge.source(), Change.Op.ATTACH);
  }

  /** Removes an edge, if it is there. */
  public static void remove(Transaction tx, int source, int target, EdgeType type)
      throws SQLException {
    PreparedStatement delete =
        tx.prepare("DELETE FROM edge WHERE source = ? AND target = ? AND type = ?");
    delete.setInt(1, source);
    delete.setInt(2, target);
    delete.setString(3, type.label());
    if (delete.executeUpdate() > 0) {
      tx.changed(source, Change.Op.ATTACH);
    }
  }

  /** Every edge that starts or ends at a root. */
  public static List<EdgeRow> touching(Statements statements, int root) throws SQLException {
    PreparedStatement query =
        statements.prepare(
            """
            SELECT source, target, type, weight FROM edge WHERE source = ?
            UNION SELECT source, target, type, weight FROM edge WHERE target = ?
            ORDER BY 1, 2, 3
            """);
    query.setInt(1, root);
    query.setInt(2, root);
    var edges = new ArrayList<EdgeRow>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        edges.add(
            new EdgeRow(
                rows.getInt(1),
                rows.getInt(2),
                EdgeType.parse(rows.getString(3)),
                rows.getDouble(4)));
      }
    }
    return edges;
  }

  /** The edges of a type that end at a root. */
  public static List<EdgeRow> into(Statements statements, int root, EdgeType type)
      throws SQLException {
    PreparedStatement query =
        statements.prepare("SELECT source, weight FROM edge WHERE target = ? AND type = ?");
    query.setInt(1, root);
    query.setString(2, type.label());
    var edges = new ArrayList<EdgeRow>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        edges.add(new EdgeRow(rows.getInt(1), root, type, rows.getDouble(2)));
      }
    }
    return edges;
  }

  private static boolean reaches(Transaction tx, int from, int to) throws SQLException {
    var seen = new HashSet<Integer>();
    var open = new ArrayDeque<Integer>();
    open.push(from);
    while (!open.isEmpty()) {
      int here = open.pop();
      if (here == to) {
        return true;
      }
      if (seen.add(here)) {
        PreparedStatement query =
            tx.prepare(
                """
                SELECT target FROM edge WHERE source = ?
                AND type IN ('derived_from', 'caused_by', 'instance_of', 'inferred_from')
                """);
        query.setInt(1, here);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            open.push(rows.getInt(1));
          }
        }
      }
    }
    return false;
  }
}
