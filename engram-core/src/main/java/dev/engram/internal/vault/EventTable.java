package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/** The table {@code retrieval_event}: figures of the last recalls, without content. */
public final class EventTable {
  /** How many are kept. */
  public static final int KEPT = 1_000;

  private EventTable() {}

  /**
   * Figures of one recall.
   *
   * @param seq counts recalls
   * @param moment when
   * @param space the vector space that it used, if any
   * @param strategy which way it was answered
   * @param visible how many memories could answer
   * @param candidates how many were ranked
   * @param hits how many answered
   * @param suppressed how many were held back by judgements
   * @param relevancy mean relevance of the hits, 0 to 1
   * @param best the cosine of the nearest hit, if the question had a vector
   * @param micros how long it took
   * @param degradations names, sorted
   * @param judged how many of its memories were judged
   * @param ndcg NDCG against these judgements
   */
  public record Event(
      long seq,
      Instant moment,
      OptionalLong space,
      String strategy,
      int visible,
      int candidates,
      int hits,
      int suppressed,
      double relevancy,
      OptionalDouble best,
      long micros,
      Set<String> degradations,
      int judged,
      OptionalDouble ndcg) {
    /** With what later judgements say of it. */
    public Event judged(int memories, OptionalDouble against) {
      return new Event(
          seq,
          moment,
          space,
          strategy,
          visible,
          candidates,
          hits,
          suppressed,
          relevancy,
          best,
          micros,
          degradations,
          memories,
          against);
    }
  }

  /** Stores an event, or what is new of it. */
  public static void put(Transaction tx, Event event) throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT OR REPLACE INTO retrieval_event (seq, moment, space, strategy, visible,
              candidates, hits, suppressed, relevancy, best, micros, degradations, judged, ndcg)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    insert.setLong(1, event.seq);
    insert.setLong(2, Micros.of(event.moment));
    if (event.space.isPresent()) {
      insert.setLong(3, event.space.getAsLong());
    } else {
      insert.setNull(3, Types.INTEGER);
    }
    insert.setString(4, event.strategy);
    insert.setInt(5, event.visible);
    insert.setInt(6, event.candidates);
    insert.setInt(7, event.hits);
    insert.setInt(8, event.suppressed);
    insert.setDouble(9, event.relevancy);
    set(insert, 10, event.best);
    insert.setLong(11, event.micros);
    insert.setString(12, String.join(" ", new TreeSet<>(event.degradations)));
    insert.setInt(13, event.judged);
    set(insert, 14, event.ndcg);
    insert.executeUpdate();
  }

  private static void set(PreparedStatement insert, int index, OptionalDouble value)
      throws SQLException {
    if (value.isPresent()) {
      insert.setDouble(index, value.getAsDouble());
    } else {
      insert.setNull(index, Types.REAL);
    }
  }

  /** Stores what judgements say of an event, if it is still kept. */
  public static void grade(Transaction tx, long seq, int judged, OptionalDouble ndcg)
      throws SQLException {
    PreparedStatement update =
        tx.prepare("UPDATE retrieval_event SET judged = ?, ndcg = ? WHERE seq = ?");
    update.setInt(1, judged);
    set(update, 2, ndcg);
    update.setLong(3, seq);
    update.executeUpdate();
  }

  /** Drops all but the newest {@link #KEPT}. */
  public static void trim(Transaction tx) throws SQLException {
    PreparedStatement delete =
        tx.prepare(
            "DELETE FROM retrieval_event WHERE seq <= (SELECT max(seq) FROM retrieval_event) - ?");
    delete.setInt(1, KEPT);
    delete.executeUpdate();
  }

  /** The newest events, oldest first. */
  public static List<Event> newest(Statements reads, int most) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT seq, moment, space, strategy, visible, candidates, hits, suppressed, relevancy,
              best, micros, degradations, judged, ndcg
            FROM retrieval_event ORDER BY seq DESC LIMIT ?
            """);
    query.setInt(1, most);
    var events = new ArrayList<Event>();
    try (ResultSet r = query.executeQuery()) {
      while (r.next()) {
        long space = r.getLong(3);
        OptionalLong in = r.wasNull() ? OptionalLong.empty() : OptionalLong.of(space);
        String degradations = r.getString(12);
        events.add(
            new Event(
                r.getLong(1),
                Micros.instant(r.getLong(2)),
                in,
                r.getString(4),
                r.getInt(5),
                r.getInt(6),
                r.getInt(7),
                r.getInt(8),
                r.getDouble(9),
                optional(r, 10),
                r.getLong(11),
                degradations.isEmpty() ? Set.of() : Set.of(degradations.split(" ")),
                r.getInt(13),
                optional(r, 14)));
      }
    }
    return events.reversed();
  }

  private static OptionalDouble optional(ResultSet r, int column) throws SQLException {
    double value = r.getDouble(column);
    return r.wasNull() ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
