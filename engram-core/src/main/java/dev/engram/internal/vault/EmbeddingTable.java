package dev.engram.internal.vault;

import dev.engram.fault.EmbeddingException;
import dev.engram.fault.ErrorCode;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.memory.SecurityTier;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * The tables {@code space} and {@code embedding}. A row of {@code embedding} holds all parts of one
 * memory in one space: 32-bit floats, little endian, part after part.
 */
public final class EmbeddingTable {
  private static final String ALL =
      """
      SELECT e.bytes FROM json_each(?) wanted
      LEFT JOIN embedding e ON e.ordinal = wanted.value AND e.space = ?
      ORDER BY wanted.key
      """;

  private static final String GET = "SELECT bytes FROM embedding WHERE ordinal = ? AND space = ?";

  private EmbeddingTable() {}

  /**
   * Finds a space by its model, or makes it.
   *
   * @throws EmbeddingException if the vault knows the model with another dimension or metric
   */
  public static long space(Transaction tx, String model, int dimension, String metric)
      throws SQLException {
    PreparedStatement query = tx.prepare("SELECT id, dimension, metric FROM space WHERE model = ?");
    query.setString(1, model);
    try (ResultSet rows = query.executeQuery()) {
      if (rows.next()) {
        if (rows.getInt(2) != dimension || !rows.getString(3).equals(metric)) {
          throw new EmbeddingException(
              ErrorCode.DIMENSION_MISMATCH,
              "the vault knows this model with dimension "
                  + rows.getInt(2)
                  + " and metric "
                  + rows.getString(3)
                  + ", the embedder says "
                  + dimension
                  + " and "
                  + metric);
        }
        return rows.getLong(1);
      }
    }
    PreparedStatement insert =
        tx.prepare("INSERT INTO space (model, dimension, metric) VALUES (?, ?, ?)");
    insert.setString(1, model);
    insert.setInt(2, dimension);
    insert.setString(3, metric);
    insert.executeUpdate();
    return tx.lastInsertedRow();
  }

  /** Stores the vectors of a memory; what a snapshot holds of it is kept. */
  public static void put(Transaction tx, int ordinal, long space, float[][] parts)
      throws SQLException {
    SnapshotTable.keep(tx, ordinal, space);
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT OR REPLACE INTO embedding (ordinal, space, bytes, epoch)
            VALUES (?, ?, ?, (SELECT coalesce(max(id), 0) FROM snapshot))
            """);
    insert.setInt(1, ordinal);
    insert.setLong(2, space);
    insert.setBytes(3, encode(parts));
    insert.executeUpdate();
  }

  /** Marks a memory as embedded and tells projections. */
  public static void filled(Transaction tx, int ordinal) throws SQLException {
    PreparedStatement update =
        tx.prepare("UPDATE memory SET pending = 0 WHERE ordinal = ? AND pending = 1");
    update.setInt(1, ordinal);
    update.executeUpdate();
    tx.changed(ordinal, Change.Op.EMBED);
  }

  /** The vectors of a memory, shape {@code [parts][dimension]}, if it has any in the space. */
  public static Optional<float[][]> get(Transaction tx, int ordinal, long space, int dimension)
      throws SQLException {
    return get(tx.prepare(GET), ordinal, space, dimension);
  }

  /** The same, as a reader sees it. */
  public static Optional<float[][]> get(
      Statements statements, int ordinal, long space, int dimension) throws SQLException {
    return get(statements.prepare(GET), ordinal, space, dimension);
  }

  private static Optional<float[][]> get(
      PreparedStatement query, int ordinal, long space, int dimension) throws SQLException {
    query.setInt(1, ordinal);
    query.setLong(2, space);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(decode(rows.getBytes(1), dimension)) : Optional.empty();
    }
  }

  /**
   * The vectors of some memories in one space, in one ordered read: pages that hold several of them
   * are read and deciphered once. Cost: some 25 microseconds a memory that is not cached.
   *
   * @param ordinals ascending, distinct
   * @return as many entries as ordinals, each of shape {@code [parts][dimension]}, empty for those
   *     that have none
   */
  public static List<Optional<float[][]>> all(
      Statements reads, int[] ordinals, long space, int dimension) throws SQLException {
    return all(reads.prepare(ALL), ordinals, space, dimension);
  }

  /** The same, as the writer sees it. */
  public static List<Optional<float[][]>> all(
      Transaction tx, int[] ordinals, long space, int dimension) throws SQLException {
    return all(tx.prepare(ALL), ordinals, space, dimension);
  }

  private static List<Optional<float[][]>> all(
      PreparedStatement query, int[] ordinals, long space, int dimension) throws SQLException {
    query.setString(1, Arrays.toString(ordinals));
    query.setLong(2, space);
    var found = new ArrayList<Optional<float[][]>>(ordinals.length);
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(Optional.ofNullable(rows.getBytes(1)).map(bytes -> decode(bytes, dimension)));
      }
    }
    return found;
  }

  /** The largest ordinal that has vectors; 0 if none has. */
  public static int last(Statements reads) throws SQLException {
    try (ResultSet rows = reads.prepare("SELECT max(ordinal) FROM embedding").executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /**
   * The first vectors of memories that come next after some ordinals, for a sample of the space.
   *
   * @param after where to look, in any order; fewer vectors come back when two meet the same memory
   */
  public static List<float[]> sample(Statements reads, int[] after, long space, int dimension)
      throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT e.ordinal, e.bytes FROM embedding e JOIN memory m ON m.ordinal = e.ordinal
            WHERE e.ordinal > ? AND e.space = ? AND m.tier <> 'confidential'
            ORDER BY e.ordinal LIMIT 1
            """);
    var met = new HashSet<Integer>();
    var vectors = new ArrayList<float[]>();
    for (int from : after) {
      query.setInt(1, from);
      query.setLong(2, space);
      try (ResultSet rows = query.executeQuery()) {
        if (rows.next() && met.add(rows.getInt(1))) {
          vectors.add(decode(rows.getBytes(2), dimension)[0]);
        }
      }
    }
    return vectors;
  }

  /** The first vectors of the newest memories of a tier, of whatever space. */
  public static List<float[]> newest(Statements reads, SecurityTier tier, int most)
      throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT e.bytes, s.dimension FROM memory m
            JOIN embedding e ON e.ordinal = m.ordinal JOIN space s ON s.id = e.space
            WHERE m.tier = ? ORDER BY m.ordinal DESC LIMIT ?
            """);
    query.setString(1, tier.label());
    query.setInt(2, most);
    var vectors = new ArrayList<float[]>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        vectors.add(decode(rows.getBytes(1), rows.getInt(2))[0]);
      }
    }
    return vectors;
  }

  /** The vectors of a memory, shape {@code [parts][dimension]}, if it has any of the model. */
  public static Optional<float[][]> get(Statements reads, int ordinal, String model, int dimension)
      throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT e.bytes FROM embedding e JOIN space s ON s.id = e.space
            WHERE e.ordinal = ? AND s.model = ?
            """);
    query.setInt(1, ordinal);
    query.setString(2, model);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(decode(rows.getBytes(1), dimension)) : Optional.empty();
    }
  }

  /** The first pending ordinals. */
  public static List<Integer> pending(Statements statements, int limit) throws SQLException {
    PreparedStatement query =
        statements.prepare("SELECT ordinal FROM memory WHERE pending = 1 ORDER BY ordinal LIMIT ?");
    query.setInt(1, limit);
    var ordinals = new ArrayList<Integer>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        ordinals.add(rows.getInt(1));
      }
    }
    return ordinals;
  }

  private static byte[] encode(float[][] parts) {
    var buffer =
        ByteBuffer.allocate(parts.length * parts[0].length * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    for (float[] part : parts) {
      buffer.asFloatBuffer().put(part);
      buffer.position(buffer.position() + part.length * Float.BYTES);
    }
    return buffer.array();
  }

  private static float[][] decode(byte[] bytes, int dimension) {
    int width = dimension * Float.BYTES;
    if (bytes.length == 0 || bytes.length % width != 0) {
      throw new EmbeddingException(
          ErrorCode.DIMENSION_MISMATCH,
          "a stored embedding of " + bytes.length + " bytes does not fit dimension " + dimension);
    }
    float[][] parts = new float[bytes.length / width][dimension];
    var floats = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    for (float[] part : parts) {
      floats.get(part);
    }
    return parts;
  }
}
