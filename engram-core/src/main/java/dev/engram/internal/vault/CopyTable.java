package dev.engram.internal.vault;

import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.memory.KnownCopy;
import dev.engram.memory.KnownCopy.Kind;
import java.nio.file.Path;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The table {@code copy}: files that were made of this vault. */
public final class CopyTable {
  private static final String COLUMNS = "SELECT id, kind, file, made, memories FROM copy ";

  private CopyTable() {}

  /** Notes a copy. */
  public static void add(Transaction tx, Kind kind, Optional<Path> file, Instant made, int memories)
      throws SQLException {
    PreparedStatement insert =
        tx.prepare("INSERT INTO copy (kind, file, made, memories) VALUES (?, ?, ?, ?)");
    insert.setString(1, kind.label());
    insert.setString(2, file.map(Path::toString).orElse(null));
    insert.setLong(3, Micros.of(made));
    insert.setInt(4, memories);
    insert.executeUpdate();
  }

  /** All that are known, newest first. */
  public static List<KnownCopy> all(Statements reads) throws SQLException {
    return copies(reads.prepare(COLUMNS + "ORDER BY id DESC"));
  }

  /**
   * Those that were made since the oldest of the rows that are being erased was learned, and so may
   * hold them; newest first.
   */
  public static List<KnownCopy> ofErased(Transaction tx) throws SQLException {
    return copies(
        tx.prepare(
            COLUMNS
                + """
                WHERE made >= (SELECT min(learned) FROM memory
                  WHERE ordinal IN (SELECT ordinal FROM erasing WHERE ordinal > 0))
                ORDER BY id DESC
                """));
  }

  private static List<KnownCopy> copies(PreparedStatement query) throws SQLException {
    var all = new ArrayList<KnownCopy>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(
            new KnownCopy(
                rows.getLong(1),
                Kind.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)),
                Optional.ofNullable(rows.getString(3)).map(Path::of),
                Micros.instant(rows.getLong(4)),
                rows.getInt(5)));
      }
    }
    return all;
  }

  /**
   * Forgets one, because it is gone.
   *
   * @return whether it was known
   */
  public static boolean remove(Transaction tx, long id) throws SQLException {
    PreparedStatement delete = tx.prepare("DELETE FROM copy WHERE id = ?");
    delete.setLong(1, id);
    return delete.executeUpdate() > 0;
  }
}
