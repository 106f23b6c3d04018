package dev.engram.internal.vault;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.random.RandomGenerator;

/**
 * Hides how much a vault holds: its size is a whole number of 512 KiB steps, at random one step
 * more than needed (spec §10.4).
 */
final class Padding {
  static final long STEP_BYTES = 512 * 1024;

  /** Fills more than half of a page, so that each row takes a page of its own. */
  private static final int ROW_BYTES = 7_000;

  private Padding() {}

  /** Drops old padding; the file keeps its size. */
  static void drop(Connection connection) throws SQLException {
    Connections.run(connection, "DELETE FROM padding");
  }

  /** Drops old padding, gives free pages back and pads anew. Runs outside of a transaction. */
  static void renew(Connection connection, RandomGenerator random) throws SQLException {
    long pageBytes = Connections.number(connection, "PRAGMA page_size");
    long step = STEP_BYTES / pageBytes;
    Connections.run(connection, "BEGIN IMMEDIATE");
    try {
      drop(connection);
      Connections.run(connection, "COMMIT");
      Connections.runToEnd(connection, "PRAGMA incremental_vacuum");
      Connections.run(connection, "BEGIN IMMEDIATE");
      long used = pages(connection);
      long target = (used / step + 1 + random.nextInt(2)) * step;
      while (pages(connection) < target || pages(connection) % step != 0) {
        Connections.run(
            connection, "INSERT INTO padding (bytes) VALUES (zeroblob(" + ROW_BYTES + "))");
      }
      Connections.run(connection, "COMMIT");
    } catch (SQLException failed) {
      Connections.run(connection, "ROLLBACK");
      throw failed;
    }
  }

  private static long pages(Connection connection) {
    return Connections.number(connection, "PRAGMA page_count");
  }
}
