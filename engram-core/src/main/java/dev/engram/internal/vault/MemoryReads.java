package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.memory.Category;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Modality;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Source;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Traits;
import dev.engram.scope.Scope;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads memories with what their kind adds, in one statement. */
public final class MemoryReads {
  private static final String COLUMNS =
      """
      SELECT m.ordinal, coalesce(m.root, m.ordinal), m.id, m.version, m.kind, m.state, s.canonical, m.category, m.text,
             m.occurred_from, m.occurred_to, m.learned, m.valid_from, m.valid_to, m.importance,
             m.strength, m.tier, m.source, m.pending,
             e.speaker, e.session, e.position, n.name AS session_name,
             f.subject, f.predicate, f.object, f.confidence,
             p.task, p.steps, p.tools,
             f.negated, f.modality, f.sources, f.origin, o.id AS origin_id, p.successes, p.failures,
             m.flagged
      FROM memory m
      JOIN scope s ON s.id = m.scope
      LEFT JOIN episode e ON e.ordinal = m.ordinal
      LEFT JOIN session n ON n.id = e.session
      LEFT JOIN fact f ON f.ordinal = m.ordinal
      LEFT JOIN memory o ON o.ordinal = f.origin
      LEFT JOIN procedure p ON p.ordinal = m.ordinal
      """;

  private static final String BY_ORDINAL = COLUMNS + "WHERE m.ordinal = ?";
  private static final String CURRENT = COLUMNS + Decoy.OF_MEMORY;
  private static final String VERSIONS = COLUMNS + "WHERE m.id = ? ORDER BY m.version";
  private static final String RANGE = COLUMNS + "WHERE m.ordinal > ? ORDER BY m.ordinal LIMIT ?";

  private MemoryReads() {}

  /** The row of an ordinal. */
  public static Optional<MemoryRow> byOrdinal(Statements statements, int ordinal)
      throws SQLException {
    PreparedStatement query = statements.prepare(BY_ORDINAL);
    query.setInt(1, ordinal);
    return first(query);
  }

  /** The row of an ordinal, read inside a write. */
  public static Optional<MemoryRow> byOrdinal(Transaction transaction, int ordinal)
      throws SQLException {
    PreparedStatement query = transaction.prepare(BY_ORDINAL);
    query.setInt(1, ordinal);
    return first(query);
  }

  /** The newest version of a memory. */
  public static Optional<MemoryRow> current(Statements statements, MemoryId id)
      throws SQLException {
    return current(statements.prepare(CURRENT), id);
  }

  /** The newest version of a memory, read inside a write. */
  public static Optional<MemoryRow> current(Transaction transaction, MemoryId id)
      throws SQLException {
    return current(transaction.prepare(CURRENT), id);
  }

  private static Optional<MemoryRow> current(PreparedStatement query, MemoryId id)
      throws SQLException {
    Decoy.bind(query, id.uuid());
    return first(query).filter(row -> row.memory().id().equals(id));
  }

  /** Every version of a memory, oldest first. */
  public static List<MemoryRow> versions(Statements statements, MemoryId id) throws SQLException {
    PreparedStatement query = statements.prepare(VERSIONS);
    query.setBytes(1, bytes(id));
    return all(query);
  }

  /** Up to {@code limit} rows after an ordinal, in order, whatever their state. */
  public static List<MemoryRow> after(Transaction transaction, int ordinal, int limit)
      throws SQLException {
    PreparedStatement query = transaction.prepare(RANGE);
    query.setInt(1, ordinal);
    query.setInt(2, limit);
    return all(query);
  }

  static byte[] bytes(MemoryId id) {
    return bytes(id.uuid());
  }

  static byte[] bytes(UUID uuid) {
    byte[] bytes = new byte[16];
    long high = uuid.getMostSignificantBits();
    long low = uuid.getLeastSignificantBits();
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (high >>> (56 - 8 * i));
      bytes[8 + i] = (byte) (low >>> (56 - 8 * i));
    }
    return bytes;
  }

  private static MemoryId id(byte[] bytes) {
    return new MemoryId(uuid(bytes));
  }

  static UUID uuid(byte[] bytes) {
    long high = 0;
    long low = 0;
    for (int i = 0; i < 8; i++) {
      high = high << 8 | (bytes[i] & 0xFF);
      low = low << 8 | (bytes[8 + i] & 0xFF);
    }
    return new UUID(high, low);
  }

  private static Optional<MemoryRow> first(PreparedStatement query) throws SQLException {
    try (ResultSet rows = query.executeQuery()) {
      return rows.next() ? Optional.of(row(rows)) : Optional.empty();
    }
  }

  private static List<MemoryRow> all(PreparedStatement query) throws SQLException {
    var found = new ArrayList<MemoryRow>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(row(rows));
      }
    }
    return found;
  }

  private static MemoryRow row(ResultSet r) throws SQLException {
    var kind = MemoryKind.parse(r.getString(5));
    var traits = traits(r);
    Memory memory =
        switch (kind) {
          case EPISODE ->
              new Memory.Episode(
                  traits,
                  Optional.ofNullable(r.getString(20)),
                  Optional.ofNullable(r.getString(23)));
          case FACT ->
              new Memory.Fact(
                  traits,
                  r.getString(24),
                  r.getString(25),
                  r.getString(26),
                  r.getDouble(27),
                  r.getInt(31) == 1,
                  Modality.parse(r.getString(32)),
                  r.getInt(33),
                  Optional.ofNullable(r.getBytes(35)).map(MemoryReads::id));
          case PROCEDURE ->
              new Memory.Procedure(
                  traits,
                  r.getString(28),
                  TextList.read(r.getString(29)),
                  TextList.read(r.getString(30)),
                  r.getInt(36),
                  r.getInt(37));
        };
    return new MemoryRow(
        r.getInt(1), r.getInt(2), r.getLong(21), r.getInt(22), r.getInt(34), memory);
  }

  private static Traits traits(ResultSet r) throws SQLException {
    return new Traits(
        id(r.getBytes(3)),
        Scope.parse(r.getString(7)),
        new Category(r.getString(8)),
        r.getString(9),
        span(r),
        Micros.instant(r.getLong(12)),
        Micros.instant(r.getLong(13)),
        optionalInstant(r, 14),
        r.getDouble(15),
        r.getDouble(16),
        SecurityTier.parse(r.getString(17)),
        Source.parse(r.getString(18)),
        MemoryState.parse(r.getString(6)),
        r.getInt(4),
        r.getInt(19) == 0,
        r.getInt(38) == 1);
  }

  private static Optional<TimeSpan> span(ResultSet r) throws SQLException {
    var from = optionalInstant(r, 10);
    var to = optionalInstant(r, 11);
    return from.isPresent() && to.isPresent()
        ? Optional.of(new TimeSpan(from.get(), to.get()))
        : Optional.empty();
  }

  private static Optional<Instant> optionalInstant(ResultSet r, int column) throws SQLException {
    long micros = r.getLong(column);
    return r.wasNull() ? Optional.empty() : Optional.of(Micros.instant(micros));
  }

  /** The largest ordinal there is; zero without any. */
  public static int last(Transaction tx) throws SQLException {
    try (ResultSet rows = tx.prepare("SELECT max(ordinal) FROM memory").executeQuery()) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
