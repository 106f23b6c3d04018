package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The table {@code annotation}: what capture found in a memory besides its words. */
public final class AnnotationTable {
  private AnnotationTable() {}

  /**
   * A row.
   *
   * @param summary the second size; empty if it is the text itself
   * @param keyFact the third size; empty if it is the summary
   * @param tag the fourth size
   * @param tokens what each size costs, in order
   * @param valence -1 to 1
   * @param intensity 0 to 1
   * @param metadata as JSON; empty if nothing is named
   * @param times pairs of microseconds since 1970: from, to
   * @param reasons why it matters as much as it does
   */
  public record Row(
      Optional<String> summary,
      Optional<String> keyFact,
      String tag,
      List<String> tokens,
      double valence,
      double intensity,
      Optional<String> metadata,
      List<String> times,
      List<String> reasons) {
    /** Shows counts only: the words are content. */
    @Override
    public String toString() {
      return "Row[" + times.size() / 2 + " times, " + reasons.size() + " reasons]";
    }
  }

  /** Stores the annotations of a memory. */
  public static void put(Transaction tx, int ordinal, Row row) throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT OR REPLACE INTO annotation (ordinal, summary, key_fact, tag, tokens, valence,
              intensity, metadata, times, reasons)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
    insert.setInt(1, ordinal);
    insert.setString(2, row.summary.orElse(null));
    insert.setString(3, row.keyFact.orElse(null));
    insert.setString(4, row.tag);
    insert.setString(5, String.join(" ", row.tokens));
    insert.setDouble(6, row.valence);
    insert.setDouble(7, row.intensity);
    insert.setString(8, row.metadata.orElse(null));
    insert.setString(9, row.times.isEmpty() ? null : String.join(" ", row.times));
    insert.setString(10, row.reasons.isEmpty() ? null : TextList.write(row.reasons));
    insert.executeUpdate();
  }

  /** The annotations of a memory, if it was captured. */
  public static Optional<Row> get(Statements reads, int ordinal) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT summary, key_fact, tag, tokens, valence, intensity, metadata, times, reasons
            FROM annotation WHERE ordinal = ?
            """);
    query.setInt(1, ordinal);
    try (ResultSet r = query.executeQuery()) {
      return r.next()
          ? Optional.of(
              new Row(
                  Optional.ofNullable(r.getString(1)),
                  Optional.ofNullable(r.getString(2)),
                  r.getString(3),
                  List.of(r.getString(4).split(" ")),
                  r.getDouble(5),
                  r.getDouble(6),
                  Optional.ofNullable(r.getString(7)),
                  Optional.ofNullable(r.getString(8)).stream()
                      .flatMap(times -> List.of(times.split(" ")).stream())
                      .toList(),
                  Optional.ofNullable(r.getString(9)).map(TextList::read).orElse(List.of())))
          : Optional.empty();
    }
  }
}
