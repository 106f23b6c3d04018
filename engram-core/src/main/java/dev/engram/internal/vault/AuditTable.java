package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tables {@code audit_entry}, {@code audit_reference} and {@code audit_head}: rows as they are,
 * chained by {@code internal.audit}. Bytes are not copied.
 */
public final class AuditTable {
  private static final String COLUMNS =
      """
      SELECT e.seq, e.moment, e.class, e.event, e.detail, e.commitments, e.mac, r.bytes
      FROM audit_entry e LEFT JOIN audit_reference r ON r.entry = e.seq
      """;

  private AuditTable() {}

  /**
   * An entry.
   *
   * @param seq its number
   * @param moment microseconds since 1970
   * @param storage label of its class
   * @param event label of its event
   * @param detail counts and codes
   * @param commitments to its references
   * @param mac over all of that and the entry before it
   * @param references what the commitments are to; empty if the row has none
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Row(
      long seq,
      long moment,
      String storage,
      String event,
      String detail,
      byte[] commitments,
      byte[] mac,
      Optional<byte[]> references) {}

  /**
   * The end of one class of entries.
   *
   * @param rows how many were ever written
   * @param seq number of the last, 0 if there is none
   * @param mac of the last, or what stands before the first
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record End(long rows, long seq, byte[] mac) {}

  /**
   * The record of where the audit ends.
   *
   * @param seq number of the last entry
   * @param ops the end of the entries of operation
   * @param audit the end of the others
   * @param pruned what was dropped from the front of {@code ops}
   * @param proof MAC over all of that
   */
  @SuppressWarnings("ArrayRecordComponent")
  public record Head(long seq, End ops, End audit, End pruned, byte[] proof) {}

  /** Where the audit ends, for the writer. */
  public static Optional<Head> head(Transaction tx) throws SQLException {
    return head(tx.prepare(HEAD));
  }

  /** Where the audit ends. */
  public static Optional<Head> head(Statements reads) throws SQLException {
    return head(reads.prepare(HEAD));
  }

  private static final String HEAD =
      """
      SELECT seq, ops_rows, ops_seq, ops_mac, audit_rows, audit_seq, audit_mac,
        pruned_rows, pruned_seq, pruned_mac, proof
      FROM audit_head
      """;

  private static Optional<Head> head(PreparedStatement query) throws SQLException {
    try (ResultSet r = query.executeQuery()) {
      return r.next()
          ? Optional.of(new Head(r.getLong(1), end(r, 2), end(r, 5), end(r, 8), r.getBytes(11)))
          : Optional.empty();
    }
  }

  private static End end(ResultSet r, int column) throws SQLException {
    return new End(r.getLong(column), r.getLong(column + 1), r.getBytes(column + 2));
  }

  /** Records where the audit ends. */
  public static void put(Transaction tx, Head head) throws SQLException {
    PreparedStatement upsert =
        tx.prepare(
            """
            INSERT OR REPLACE INTO audit_head (one, seq, ops_rows, ops_seq, ops_mac,
              audit_rows, audit_seq, audit_mac, pruned_rows, pruned_seq, pruned_mac, proof)
            VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    upsert.setLong(1, head.seq);
    end(upsert, 2, head.ops);
    end(upsert, 5, head.audit);
    end(upsert, 8, head.pruned);
    upsert.setBytes(11, head.proof);
    upsert.executeUpdate();
  }

  private static void end(PreparedStatement upsert, int column, End end) throws SQLException {
    upsert.setLong(column, end.rows);
    upsert.setLong(column + 1, end.seq);
    upsert.setBytes(column + 2, end.mac);
  }

  /** The largest number that an entry has; 0 if there is none. */
  public static long last(Transaction tx) throws SQLException {
    try (ResultSet row = tx.prepare("SELECT max(seq) FROM audit_entry").executeQuery()) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /** Adds an entry. */
  public static void add(Transaction tx, Row row) throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO audit_entry (seq, moment, class, event, detail, commitments, mac)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """);
    insert.setLong(1, row.seq);
    insert.setLong(2, row.moment);
    insert.setString(3, row.storage);
    insert.setString(4, row.event);
    insert.setString(5, row.detail);
    insert.setBytes(6, row.commitments);
    insert.setBytes(7, row.mac);
    insert.executeUpdate();
    if (row.references.isPresent()) {
      setReferences(tx, row.seq, row.references.get());
    }
  }

  /** Replaces what an entry's commitments are to. */
  public static void setReferences(Transaction tx, long entry, byte[] bytes) throws SQLException {
    PreparedStatement insert =
        tx.prepare("INSERT OR REPLACE INTO audit_reference (entry, bytes) VALUES (?, ?)");
    insert.setLong(1, entry);
    insert.setBytes(2, bytes);
    insert.executeUpdate();
  }

  /** Entries after one, in order. */
  public static List<Row> after(Statements reads, long seq, int most) throws SQLException {
    return after(reads.prepare(COLUMNS + "WHERE e.seq > ? ORDER BY e.seq LIMIT ?"), seq, most);
  }

  /** Entries after one, in order, for the writer. */
  public static List<Row> after(Transaction tx, long seq, int most) throws SQLException {
    return after(tx.prepare(COLUMNS + "WHERE e.seq > ? ORDER BY e.seq LIMIT ?"), seq, most);
  }

  /** Entries before one, newest first. */
  public static List<Row> before(Statements reads, long seq, int most) throws SQLException {
    return after(reads.prepare(COLUMNS + "WHERE e.seq < ? ORDER BY e.seq DESC LIMIT ?"), seq, most);
  }

  private static List<Row> after(PreparedStatement query, long seq, int most) throws SQLException {
    query.setLong(1, seq);
    query.setInt(2, most);
    var found = new ArrayList<Row>();
    try (ResultSet r = query.executeQuery()) {
      while (r.next()) {
        found.add(row(r));
      }
    }
    return found;
  }

  private static Row row(ResultSet r) throws SQLException {
    return new Row(
        r.getLong(1),
        r.getLong(2),
        r.getString(3),
        r.getString(4),
        r.getString(5),
        r.getBytes(6),
        r.getBytes(7),
        Optional.ofNullable(r.getBytes(8)));
  }

  /** Whether references lie there whose entry does not. */
  public static boolean strayReferences(Statements reads) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT 1 FROM audit_reference r
            WHERE NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.seq = r.entry) LIMIT 1
            """);
    try (ResultSet row = query.executeQuery()) {
      return row.next();
    }
  }

  /** The entry of operation at a place, counted from 0 among those that lie there. */
  public static Optional<Row> opsAt(Transaction tx, long place) throws SQLException {
    PreparedStatement query =
        tx.prepare(COLUMNS + "WHERE e.class = 'ops' ORDER BY e.seq LIMIT 1 OFFSET ?");
    query.setLong(1, place);
    try (ResultSet r = query.executeQuery()) {
      return r.next() ? Optional.of(row(r)) : Optional.empty();
    }
  }

  /**
   * Drops entries of operation up to a number.
   *
   * @return how many
   */
  public static int prune(Transaction tx, long upTo) throws SQLException {
    PreparedStatement references =
        tx.prepare(
            """
            DELETE FROM audit_reference WHERE entry IN
              (SELECT seq FROM audit_entry WHERE seq <= ? AND class = 'ops')
            """);
    references.setLong(1, upTo);
    references.executeUpdate();
    PreparedStatement entries =
        tx.prepare("DELETE FROM audit_entry WHERE seq <= ? AND class = 'ops'");
    entries.setLong(1, upTo);
    return entries.executeUpdate();
  }
}
