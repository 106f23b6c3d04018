package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.query.Verdict;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** The table {@code usage}: how often a memory answered, and how it was judged. */
public final class UsageTable {
  private UsageTable() {}

  /**
   * Counters of a memory.
   *
   * @param recalled how often it answered
   * @param last when it last answered or was judged helpful, if ever
   * @param helpful how often it was judged so
   * @param unhelpful how often it was judged so
   * @param corrected how often it was judged so
   */
  public record Usage(
      int recalled, Optional<Instant> last, int helpful, int unhelpful, int corrected) {
    /** Never recalled, never judged. */
    public static final Usage NONE = new Usage(0, Optional.empty(), 0, 0, 0);

    /** With recalls that are not in the vault yet. */
    public Usage and(int more, Instant when) {
      return new Usage(recalled + more, Optional.of(when), helpful, unhelpful, corrected);
    }
  }

  /** The counters of a memory. */
  public static Usage get(Statements reads, int root) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            "SELECT recalled, last, helpful, unhelpful, corrected FROM usage WHERE root = ?");
    query.setInt(1, root);
    try (ResultSet rows = query.executeQuery()) {
      if (!rows.next()) {
        return Usage.NONE;
      }
      long last = rows.getLong(2);
      Optional<Instant> when =
          rows.wasNull() ? Optional.empty() : Optional.of(Micros.instant(last));
      return new Usage(rows.getInt(1), when, rows.getInt(3), rows.getInt(4), rows.getInt(5));
    }
  }

  /**
   * Since when a memory must have been of use.
   *
   * @param since written, answered or judged helpful
   * @param longer the same, for one that answered often
   * @param often how many recalls are often
   */
  public record Lately(Instant since, Instant longer, int often) {}

  /**
   * The ordinals of memories that were of use lately, the latest if there are too many. Cost: reads
   * the counters of all that were ever recalled, and the rows of those that are new.
   *
   * @param most how many at most
   */
  public static RoaringBitmap used(Statements reads, Lately lately, int most) throws SQLException {
    long since = Micros.of(lately.since);
    PreparedStatement recalled =
        reads.prepare(
            """
            SELECT m.ordinal, u.last FROM usage u
            JOIN memory m ON m.ordinal = u.root OR m.root = u.root
            WHERE u.last >= CASE WHEN u.recalled >= ? THEN ? ELSE ? END
            ORDER BY u.last DESC
            """);
    recalled.setInt(1, lately.often);
    recalled.setLong(2, Micros.of(lately.longer));
    recalled.setLong(3, since);
    PreparedStatement written =
        reads.prepare("SELECT ordinal, learned FROM memory ORDER BY ordinal DESC");
    var used = new RoaringBitmap();
    try (ResultSet answers = recalled.executeQuery();
        ResultSet rows = written.executeQuery()) {
      int count = 0;
      boolean answered = answers.next();
      boolean fresh = rows.next() && rows.getLong(2) >= since;
      while (count < most && (answered || fresh)) {
        boolean row = fresh && (!answered || rows.getLong(2) >= answers.getLong(2));
        count += used.checkedAdd(row ? rows.getInt(1) : answers.getInt(1)) ? 1 : 0;
        if (row) {
          fresh = rows.next() && rows.getLong(2) >= since;
        } else {
          answered = answers.next();
        }
      }
    }
    return used;
  }

  /** Counts recalls of a memory. */
  public static void recalled(Transaction tx, int root, int times, Instant last)
      throws SQLException {
    PreparedStatement upsert =
        tx.prepare(
            """
            INSERT INTO usage (root, recalled, last) VALUES (?, ?, ?)
            ON CONFLICT (root) DO UPDATE SET recalled = recalled + excluded.recalled,
              last = max(coalesce(last, 0), excluded.last)
            """);
    upsert.setInt(1, root);
    upsert.setInt(2, times);
    upsert.setLong(3, Micros.of(last));
    upsert.executeUpdate();
  }

  /** Counts a judgement of a memory; one that helped was of use then. */
  public static void judged(Transaction tx, int root, Verdict verdict, Instant when)
      throws SQLException {
    PreparedStatement upsert =
        tx.prepare(
            switch (verdict) {
              case HELPFUL ->
                  """
                  INSERT INTO usage (root, helpful, last) VALUES (?, 1, ?)
                  ON CONFLICT (root) DO UPDATE SET helpful = helpful + 1,
                    last = max(coalesce(last, 0), excluded.last)
                  """;
              case UNHELPFUL ->
                  """
                  INSERT INTO usage (root, unhelpful) VALUES (?, 1)
                  ON CONFLICT (root) DO UPDATE SET unhelpful = unhelpful + 1
                  """;
              case CORRECTED ->
                  """
                  INSERT INTO usage (root, corrected) VALUES (?, 1)
                  ON CONFLICT (root) DO UPDATE SET corrected = corrected + 1
                  """;
            });
    upsert.setInt(1, root);
    if (verdict == Verdict.HELPFUL) {
      upsert.setLong(2, Micros.of(when));
    }
    upsert.executeUpdate();
  }
}
