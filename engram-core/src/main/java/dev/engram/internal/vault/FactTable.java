package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.memory.Memory;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;

/**
 * What facts have beyond other memories: keys by which facts on the same matter find each other,
 * and the episodes that speak for them.
 */
public final class FactTable {
  private FactTable() {}

  /**
   * Under which keys a fact is filed.
   *
   * @param claim stands for scope, subject and predicate; 0 for none
   * @param about stands for the subject; 0 for none
   * @param object stands for the words of the object
   * @param origin the root of the episode it was first found in, or 0
   */
  public record Filing(long claim, long about, long object, int origin) {
    /** Under none. */
    public static final Filing NONE = new Filing(0, 0, 0, 0);
  }

  static void insert(Transaction tx, int ordinal, Memory.Fact fact, Filing filing)
      throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO fact (ordinal, subject, predicate, object, confidence, negated, modality,
              sources, origin, claim, about, object_key)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    insert.setInt(1, ordinal);
    insert.setString(2, fact.subject());
    insert.setString(3, fact.predicate());
    insert.setString(4, fact.object());
    insert.setDouble(5, fact.confidence());
    insert.setInt(6, fact.negated() ? 1 : 0);
    insert.setString(7, fact.modality().label());
    insert.setInt(8, fact.sources());
    setUnlessZero(insert, 9, filing.origin());
    setUnlessZero(insert, 10, filing.claim());
    setUnlessZero(insert, 11, filing.about());
    setUnlessZero(insert, 12, filing.object());
    insert.executeUpdate();
  }

  private static void setUnlessZero(PreparedStatement insert, int column, long value)
      throws SQLException {
    if (value == 0) {
      insert.setNull(column, Types.INTEGER);
    } else {
      insert.setLong(column, value);
    }
  }

  /**
   * The active facts filed under a claim that are not flagged: those of the same object, and the
   * newest others.
   *
   * @param clear as clear rows carry it
   * @param blinded as sealed ones do
   */
  public static List<MemoryRow> ofClaim(Transaction tx, Filing clear, Filing blinded, int most)
      throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT f.ordinal FROM fact f JOIN memory m ON m.ordinal = f.ordinal
            WHERE f.claim IN (?1, ?3) AND f.object_key IN (?2, ?4) AND m.state = 'active'
              AND m.flagged = 0
            UNION
            SELECT * FROM (
              SELECT f.ordinal FROM fact f JOIN memory m ON m.ordinal = f.ordinal
              WHERE f.claim IN (?1, ?3) AND m.state = 'active' AND m.flagged = 0
              ORDER BY f.ordinal DESC LIMIT ?5)
            ORDER BY 1 DESC
            """);
    query.setLong(1, clear.claim());
    query.setLong(2, clear.object());
    query.setLong(3, blinded.claim());
    query.setLong(4, blinded.object());
    query.setInt(5, most);
    return rows(tx, ordinals(query));
  }

  /** The active facts under a subject's clear or blinded key, newest first; not flagged ones. */
  public static List<MemoryRow> about(Transaction tx, long about, long blinded, int most)
      throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT f.ordinal FROM fact f JOIN memory m ON m.ordinal = f.ordinal
            WHERE f.about IN (?, ?) AND m.state = 'active' AND m.flagged = 0
            ORDER BY f.ordinal DESC LIMIT ?
            """);
    query.setLong(1, about);
    query.setLong(2, blinded);
    query.setInt(3, most);
    return rows(tx, ordinals(query));
  }

  /**
   * Facts filed under a subject, newest first; never flagged ones.
   *
   * @param history whether those that hold no longer are wanted as well; never forgotten ones
   */
  public static List<MemoryRow> about(Statements reads, long about, boolean history, int most)
      throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT f.ordinal FROM fact f JOIN memory m ON m.ordinal = f.ordinal
            WHERE f.about = ? AND m.flagged = 0
              AND (m.state = 'active' OR (? AND m.state = 'superseded'))
            ORDER BY m.state, f.ordinal DESC LIMIT ?
            """);
    query.setLong(1, about);
    query.setBoolean(2, history);
    query.setInt(3, most);
    var found = new ArrayList<MemoryRow>();
    for (int ordinal : ordinals(query)) {
      MemoryReads.byOrdinal(reads, ordinal).ifPresent(found::add);
    }
    return found;
  }

  /** The active facts that an episode speaks for. */
  public static List<MemoryRow> derivedFrom(Transaction tx, int root) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT m.ordinal FROM edge e JOIN memory m ON m.ordinal = e.source
            WHERE e.target = ?1 AND e.type = 'derived_from' AND m.kind = 'fact'
              AND m.state = 'active'
            UNION
            SELECT m.ordinal FROM edge e JOIN memory m ON m.root = e.source
            WHERE e.target = ?1 AND e.type = 'derived_from' AND m.kind = 'fact'
              AND m.state = 'active'
            """);
    query.setInt(1, root);
    return rows(tx, ordinals(query));
  }

  /** The facts found in an episode that gave way to others, but not those stated by themselves. */
  public static List<MemoryRow> pastDerivedFrom(Transaction tx, int root) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT m.ordinal FROM edge e JOIN memory m ON m.ordinal = e.source
            JOIN fact f ON f.ordinal = m.ordinal
            WHERE e.target = ?1 AND e.type = 'derived_from' AND m.state = 'superseded'
              AND f.origin IS NOT NULL
            UNION
            SELECT m.ordinal FROM edge e JOIN memory m ON m.root = e.source
            JOIN fact f ON f.ordinal = m.ordinal
            WHERE e.target = ?1 AND e.type = 'derived_from' AND m.state = 'superseded'
              AND f.origin IS NOT NULL
            """);
    query.setInt(1, root);
    return rows(tx, ordinals(query));
  }

  /** The wordings of a fact that gave way to others. */
  public static List<Integer> pastVersions(Transaction tx, int root) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT ordinal FROM memory
            WHERE (ordinal = ?1 OR root = ?1) AND state = 'superseded' AND kind = 'fact'
            """);
    query.setInt(1, root);
    return ordinals(query);
  }

  /** The roots of the active episodes that speak for a fact; flagged ones do not. */
  public static List<Integer> activeSources(Transaction tx, int root) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT e.target FROM edge e JOIN memory m ON m.ordinal = e.target
            WHERE e.source = ?1 AND e.type = 'derived_from' AND m.state = 'active'
              AND m.flagged = 0
            UNION
            SELECT e.target FROM edge e JOIN memory m ON m.root = e.target
            WHERE e.source = ?1 AND e.type = 'derived_from' AND m.state = 'active'
              AND m.flagged = 0
            """);
    query.setInt(1, root);
    return ordinals(query);
  }

  /** Lets a fact stand for itself, or for another episode that speaks for it. */
  public static void setOrigin(Transaction tx, int ordinal, int origin) throws SQLException {
    PreparedStatement update = tx.prepare("UPDATE fact SET origin = ? WHERE ordinal = ?");
    setUnlessZero(update, 1, origin);
    update.setInt(2, ordinal);
    update.executeUpdate();
    tx.changed(ordinal, Change.Op.PUT);
  }

  /** Whether an episode of the same speaker in the same session speaks for a fact already. */
  public static boolean hasSourceLike(Transaction tx, int root, int episode) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT 1 FROM episode n JOIN edge e ON e.source = ?1 AND e.type = 'derived_from'
            JOIN episode p ON p.ordinal = e.target
            WHERE n.ordinal = ?2 AND p.session IS n.session AND p.speaker IS n.speaker LIMIT 1
            """);
    query.setInt(1, root);
    query.setInt(2, episode);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next();
    }
  }

  /** Notes that a fact was claimed again. */
  public static void corroborate(Transaction tx, int ordinal, double confidence, int sources)
      throws SQLException {
    PreparedStatement update =
        tx.prepare("UPDATE fact SET confidence = ?, sources = ? WHERE ordinal = ?");
    update.setDouble(1, confidence);
    update.setInt(2, Math.max(1, sources));
    update.setInt(3, ordinal);
    update.executeUpdate();
  }

  /** Every fact filed under a subject's clear or blinded key, whatever its state. */
  public static List<MemoryRow> filedUnder(Transaction tx, long about, long blinded, int most)
      throws SQLException {
    PreparedStatement query =
        tx.prepare("SELECT ordinal FROM fact WHERE about IN (?, ?) ORDER BY ordinal DESC LIMIT ?");
    query.setLong(1, about);
    query.setLong(2, blinded);
    query.setInt(3, most);
    return rows(tx, ordinals(query));
  }

  /** The next facts that are filed under no claim: those of vaults older than claims. */
  public static List<MemoryRow> unfiled(Transaction tx, int after, int most) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            """
            SELECT ordinal FROM fact WHERE ordinal > ? AND claim IS NULL ORDER BY ordinal LIMIT ?
            """);
    query.setInt(1, after);
    query.setInt(2, most);
    return rows(tx, ordinals(query));
  }

  /** Files a fact under other keys: its subject is now known by another name. */
  public static void refile(Transaction tx, int ordinal, Filing filing) throws SQLException {
    PreparedStatement update =
        tx.prepare("UPDATE fact SET claim = ?, about = ?, object_key = ? WHERE ordinal = ?");
    setUnlessZero(update, 1, filing.claim());
    setUnlessZero(update, 2, filing.about());
    setUnlessZero(update, 3, filing.object());
    update.setInt(4, ordinal);
    update.executeUpdate();
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

  private static List<MemoryRow> rows(Transaction tx, List<Integer> ordinals) throws SQLException {
    var found = new ArrayList<MemoryRow>(ordinals.size());
    for (int ordinal : ordinals) {
      MemoryReads.byOrdinal(tx, ordinal).ifPresent(found::add);
    }
    return found;
  }
}
