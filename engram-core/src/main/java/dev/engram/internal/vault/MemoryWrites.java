package dev.engram.internal.vault;

import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.RunOutcome;
import dev.engram.memory.Traits;
import dev.engram.scope.Scope;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Writes rows of the tables {@code memory}, {@code episode}, {@code fact}, {@code procedure}. */
public final class MemoryWrites {
  private MemoryWrites() {}

  /**
   * Stores a first version.
   *
   * @return the new row's ordinal
   */
  public static int insert(Transaction tx, Memory memory, long contentKey) throws SQLException {
    return insert(tx, memory, contentKey, 0, 0, FactTable.Filing.NONE);
  }

  /**
   * Stores the first version of a fact.
   *
   * @return the new row's ordinal
   */
  public static int insertFact(
      Transaction tx, Memory.Fact fact, long contentKey, FactTable.Filing filing)
      throws SQLException {
    return insert(tx, fact, contentKey, 0, 0, filing);
  }

  /** Stores a later version of the memory whose current row is {@code previous}. */
  public static int insertVersion(
      Transaction tx, Memory memory, long contentKey, MemoryRow previous, FactTable.Filing filing)
      throws SQLException {
    return insert(tx, memory, contentKey, previous.root(), previous.position(), filing);
  }

  private static int insert(
      Transaction tx,
      Memory memory,
      long contentKey,
      int root,
      int position,
      FactTable.Filing filing)
      throws SQLException {
    Traits t = memory.traits();
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO memory (root, id, version, kind, state, scope, category, text, content_key,
              occurred_from, occurred_to, learned, valid_from, valid_to, importance, strength, tier,
              source, pending, flagged)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    if (root == 0) {
      insert.setNull(1, Types.INTEGER);
    } else {
      insert.setInt(1, root);
    }
    insert.setBytes(2, MemoryReads.bytes(t.id()));
    insert.setInt(3, t.version());
    insert.setString(4, memory.kind().label());
    insert.setString(5, t.state().label());
    insert.setLong(6, Interned.scope(tx, t.scope()));
    insert.setString(7, t.category().label());
    insert.setString(8, t.text());
    insert.setLong(9, contentKey);
    setInstant(insert, 10, t.occurred().map(span -> span.from()));
    setInstant(insert, 11, t.occurred().map(span -> span.to()));
    insert.setLong(12, Micros.of(t.learned()));
    insert.setLong(13, Micros.of(t.validFrom()));
    setInstant(insert, 14, t.validUntil());
    insert.setDouble(15, t.importance());
    insert.setDouble(16, t.strength());
    insert.setString(17, t.tier().label());
    insert.setString(18, t.source().label());
    insert.setInt(19, t.embedded() ? 0 : 1);
    insert.setInt(20, t.flagged() ? 1 : 0);
    insert.executeUpdate();
    int ordinal = Math.toIntExact(tx.lastInsertedRow());
    insertDetail(tx, ordinal, memory, position == 0 ? ordinal : position, filing);
    tx.changed(ordinal, Change.Op.PUT);
    return ordinal;
  }

  private static void insertDetail(
      Transaction tx, int ordinal, Memory memory, int position, FactTable.Filing filing)
      throws SQLException {
    switch (memory) {
      case Memory.Episode episode -> {
        PreparedStatement insert = tx.prepare("INSERT INTO episode VALUES (?, ?, ?, ?)");
        insert.setInt(1, ordinal);
        insert.setString(2, episode.speaker().orElse(null));
        if (episode.session().isPresent()) {
          insert.setLong(3, Interned.session(tx, memory.scope(), episode.session().get()));
        } else {
          insert.setNull(3, Types.INTEGER);
        }
        insert.setInt(4, position);
        insert.executeUpdate();
      }
      case Memory.Fact fact -> {
        FactTable.insert(tx, ordinal, fact, filing);
      }
      case Memory.Procedure procedure -> {
        PreparedStatement insert = tx.prepare("INSERT INTO procedure VALUES (?, ?, ?, ?, ?, ?)");
        insert.setInt(1, ordinal);
        insert.setString(2, procedure.task());
        insert.setString(3, TextList.write(procedure.steps()));
        insert.setString(4, TextList.write(procedure.tools()));
        insert.setInt(5, procedure.successes());
        insert.setInt(6, procedure.failures());
        insert.executeUpdate();
      }
    }
  }

  /** Ends a row's active life; a fact that gives way keeps its place among those to be embedded. */
  public static void close(Transaction tx, int ordinal, MemoryState state, Instant when)
      throws SQLException {
    PreparedStatement update =
        tx.prepare(
            """
            UPDATE memory SET state = ?1, valid_to = max(valid_from, ?2),
              pending = CASE WHEN ?1 = 'superseded' AND kind = 'fact' THEN pending ELSE 0 END
            WHERE ordinal = ?3
            """);
    update.setString(1, state.label());
    update.setLong(2, Micros.of(when));
    update.setInt(3, ordinal);
    update.executeUpdate();
    tx.changed(ordinal, Change.Op.REMOVE);
  }

  /** Lets a fact that gave way before answer no more about the past either. */
  public static void forgetPast(Transaction tx, int ordinal) throws SQLException {
    PreparedStatement update =
        tx.prepare(
            """
            UPDATE memory SET state = 'forgotten', pending = 0
            WHERE ordinal = ? AND state = 'superseded' AND kind = 'fact'
            """);
    update.setInt(1, ordinal);
    if (update.executeUpdate() > 0) {
      tx.changed(ordinal, Change.Op.REMOVE);
    }
  }

  /** Makes a row stronger because it was restated, and at least as important as the restatement. */
  public static void strengthen(Transaction tx, int ordinal, double by, double importance)
      throws SQLException {
    PreparedStatement update =
        tx.prepare(
            """
            UPDATE memory SET strength = strength + ?, importance = max(importance, ?)
            WHERE ordinal = ?
            """);
    update.setDouble(1, by);
    update.setDouble(2, importance);
    update.setInt(3, ordinal);
    update.executeUpdate();
    tx.changed(ordinal, Change.Op.ATTACH);
  }

  /** Counts how a procedure turned out. */
  public static void countRun(Transaction tx, int ordinal, RunOutcome outcome) throws SQLException {
    PreparedStatement update =
        tx.prepare(
            """
            UPDATE procedure SET successes = successes + ?, failures = failures + ?
            WHERE ordinal = ?
            """);
    update.setInt(1, outcome.worked() ? 1 : 0);
    update.setInt(2, outcome.worked() ? 0 : 1);
    update.setInt(3, ordinal);
    update.executeUpdate();
  }

  /**
   * The active row with the same content in the same scope that was said or learned within {@code
   * window} of {@code when}, if any.
   *
   * @param contentKey as a clear row carries it
   * @param blinded as a sealed one does
   * @param flagged whether it must be a flagged one, or must not
   */
  public static Optional<MemoryRow> sameContent(
      Transaction tx,
      long contentKey,
      long blinded,
      boolean flagged,
      Scope scope,
      Instant when,
      Duration window)
      throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT ordinal FROM memory
            WHERE content_key IN (?, ?) AND flagged = ? AND scope = ? AND state = 'active'
              AND coalesce(occurred_from, learned) BETWEEN ? AND ?
            ORDER BY ordinal DESC LIMIT 1
            """);
    query.setLong(1, contentKey);
    query.setLong(2, blinded);
    query.setInt(3, flagged ? 1 : 0);
    query.setLong(4, Interned.scope(tx, scope));
    query.setLong(5, Micros.of(when.minus(window)));
    query.setLong(6, Micros.of(when.plus(window)));
    int ordinal = 0;
    try (ResultSet rows = query.executeQuery()) {
      if (rows.next()) {
        ordinal = rows.getInt(1);
      }
    }
    return ordinal == 0 ? Optional.empty() : MemoryReads.byOrdinal(tx, ordinal);
  }

  /** Whether an id is taken. */
  public static boolean known(Transaction tx, MemoryId id) throws SQLException {
    PreparedStatement query = tx.prepare("SELECT 1 FROM memory WHERE id = ? LIMIT 1");
    query.setBytes(1, MemoryReads.bytes(id));
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }

  private static void setInstant(PreparedStatement statement, int column, Optional<Instant> instant)
      throws SQLException {
    if (instant.isPresent()) {
      statement.setLong(column, Micros.of(instant.get()));
    } else {
      statement.setNull(column, Types.INTEGER);
    }
  }
}
