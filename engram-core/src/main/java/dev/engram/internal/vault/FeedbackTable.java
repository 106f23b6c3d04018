package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.query.Verdict;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The table {@code feedback}: one row for each judgement of a memory that answered. */
public final class FeedbackTable {
  private FeedbackTable() {}

  /**
   * A judgement.
   *
   * @param root the memory that was judged
   * @param verdict what was said
   * @param moment when
   * @param question 64 bits that stand for the words of the question, if it is known
   * @param context the question in a vector space, if it could be embedded
   * @param correction root of what is right instead, if something is
   */
  public record Row(
      int root,
      Verdict verdict,
      Instant moment,
      OptionalLong question,
      Optional<Context> context,
      OptionalInt correction) {}

  /** A question's direction in a space, in 8 bits a component. Immutable; bytes are not copied. */
  public static final class Context {
    private final long space;
    private final byte[] direction;

    public Context(long space, byte[] direction) {
      this.space = space;
      this.direction = direction;
    }

    /** The space's row. */
    public long space() {
      return space;
    }

    /** Where it points; not to be changed. */
    public byte[] direction() {
      return direction;
    }
  }

  /** Stores a judgement. */
  public static void add(Transaction tx, Row row) throws SQLException {
    PreparedStatement insert =
        tx.prepare(
            """
            INSERT INTO feedback (root, verdict, moment, question, space, context, correction)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """);
    insert.setInt(1, row.root);
    insert.setString(2, row.verdict.label());
    insert.setLong(3, Micros.of(row.moment));
    if (row.question.isPresent()) {
      insert.setLong(4, row.question.getAsLong());
    } else {
      insert.setNull(4, Types.INTEGER);
    }
    if (row.context.isPresent()) {
      insert.setLong(5, row.context.get().space);
      insert.setBytes(6, row.context.get().direction);
    } else {
      insert.setNull(5, Types.INTEGER);
      insert.setNull(6, Types.BLOB);
    }
    if (row.correction.isPresent()) {
      insert.setInt(7, row.correction.getAsInt());
    } else {
      insert.setNull(7, Types.INTEGER);
    }
    insert.executeUpdate();
  }

  /** The newest judgements since a moment that name a question, oldest first. */
  public static List<Row> since(Statements reads, Instant moment, int most) throws SQLException {
    PreparedStatement query =
        reads.prepare(
            """
            SELECT root, verdict, moment, question, space, context, correction FROM feedback
            WHERE moment >= ? AND question IS NOT NULL ORDER BY seq DESC LIMIT ?
            """);
    query.setLong(1, Micros.of(moment));
    query.setInt(2, most);
    var found = new ArrayList<Row>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        found.add(row(rows));
      }
    }
    return found.reversed();
  }

  private static Row row(ResultSet r) throws SQLException {
    long question = r.getLong(4);
    OptionalLong asked = r.wasNull() ? OptionalLong.empty() : OptionalLong.of(question);
    long space = r.getLong(5);
    Optional<Context> context =
        Optional.ofNullable(r.getBytes(6)).map(direction -> new Context(space, direction));
    int correction = r.getInt(7);
    return new Row(
        r.getInt(1),
        Verdict.parse(r.getString(2)),
        Micros.instant(r.getLong(3)),
        asked,
        context,
        r.wasNull() ? OptionalInt.empty() : OptionalInt.of(correction));
  }
}
