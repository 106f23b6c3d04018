package dev.engram.internal.vault;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The tables {@code projection} and {@code projection_file}: saved indexes, each with the last
 * change it holds. A file is kept in parts of at most 4 MiB.
 */
public final class ProjectionTable {
  private static final int PART_BYTES = 4 * 1024 * 1024;

  private ProjectionTable() {}

  /**
   * What is known of a saved projection.
   *
   * @param format the format it was written in
   * @param watermark the last change it holds
   */
  public record Saved(String format, long watermark) {}

  /** A file of a projection, read when needed. */
  public interface NewFile {
    /** Its name, never used before for other bytes. */
    String name();

    /** Its bytes. */
    byte[] bytes();
  }

  /** The saved state of a projection, if there is one. */
  public static Optional<Saved> saved(Transaction tx, String projection) throws SQLException {
    PreparedStatement query = tx.prepare("SELECT format, watermark FROM projection WHERE name = ?");
    query.setString(1, projection);
    try (ResultSet rows = query.executeQuery()) {
      return rows.next()
          ? Optional.of(new Saved(rows.getString(1), rows.getLong(2)))
          : Optional.empty();
    }
  }

  /** The names of a projection's files. */
  public static Set<String> names(Transaction tx, String projection) throws SQLException {
    PreparedStatement query =
        tx.prepare("SELECT DISTINCT name FROM projection_file WHERE projection = ?");
    query.setString(1, projection);
    var names = new TreeSet<String>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** A file's bytes. */
  public static byte[] read(Transaction tx, String projection, String name) throws SQLException {
    PreparedStatement query =
        tx.prepare(
            "SELECT bytes FROM projection_file WHERE projection = ? AND name = ? ORDER BY part");
    query.setString(1, projection);
    query.setString(2, name);
    var parts = new ArrayList<byte[]>();
    int length = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        byte[] part = rows.getBytes(1);
        parts.add(part);
        length += part.length;
      }
    }
    if (parts.size() == 1) {
      return parts.getFirst();
    }
    byte[] whole = new byte[length];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, whole, at, part.length);
      at += part.length;
    }
    return whole;
  }

  /** Makes the saved projection be exactly {@code files}, writing only names it does not have. */
  public static void save(
      Transaction tx,
      String projection,
      String format,
      long watermark,
      List<? extends NewFile> files)
      throws SQLException {
    PreparedStatement upsert =
        tx.prepare(
            """
            INSERT INTO projection (name, format, watermark) VALUES (?, ?, ?)
            ON CONFLICT (name) DO UPDATE SET format = excluded.format, watermark = excluded.watermark
            """);
    upsert.setString(1, projection);
    upsert.setString(2, format);
    upsert.setLong(3, watermark);
    upsert.executeUpdate();
    Set<String> known = names(tx, projection);
    var wanted = new HashSet<String>();
    for (NewFile file : files) {
      wanted.add(file.name());
      if (!known.contains(file.name())) {
        write(tx, projection, file.name(), file.bytes());
      }
    }
    known.removeAll(wanted);
    for (String gone : known) {
      PreparedStatement delete =
          tx.prepare("DELETE FROM projection_file WHERE projection = ? AND name = ?");
      delete.setString(1, projection);
      delete.setString(2, gone);
      delete.executeUpdate();
    }
  }

  private static void write(Transaction tx, String projection, String name, byte[] bytes)
      throws SQLException {
    int part = 0;
    for (int from = 0; from == 0 || from < bytes.length; from += PART_BYTES) {
      PreparedStatement insert = tx.prepare("INSERT INTO projection_file VALUES (?, ?, ?, ?)");
      insert.setString(1, projection);
      insert.setString(2, name);
      insert.setInt(3, part++);
      insert.setBytes(
          4, Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + PART_BYTES)));
      insert.executeUpdate();
    }
  }

  /** Gives what is saved of one projection to another, which has nothing saved. */
  public static void rename(Transaction tx, String from, String to) throws SQLException {
    PreparedStatement row =
        tx.prepare(
            "INSERT INTO projection SELECT ?, format, watermark FROM projection WHERE name = ?");
    row.setString(1, to);
    row.setString(2, from);
    row.executeUpdate();
    PreparedStatement files =
        tx.prepare("UPDATE projection_file SET projection = ? WHERE projection = ?");
    files.setString(1, to);
    files.setString(2, from);
    files.executeUpdate();
    delete(tx, from);
  }

  /** Forgets a saved projection, so that the next open rebuilds it. */
  public static void delete(Transaction tx, String projection) throws SQLException {
    PreparedStatement files = tx.prepare("DELETE FROM projection_file WHERE projection = ?");
    files.setString(1, projection);
    files.executeUpdate();
    PreparedStatement row = tx.prepare("DELETE FROM projection WHERE name = ?");
    row.setString(1, projection);
    row.executeUpdate();
  }

  /** Forgets every saved projection that is none of these. */
  public static void deleteBut(Transaction tx, Collection<String> kept) throws SQLException {
    var gone = new ArrayList<String>();
    try (ResultSet rows = tx.prepare("SELECT name FROM projection").executeQuery()) {
      while (rows.next()) {
        gone.add(rows.getString(1));
      }
    }
    gone.removeAll(kept);
    for (String projection : gone) {
      delete(tx, projection);
    }
  }

  /** Forgets every saved projection, so that the next open rebuilds them. */
  public static void deleteAll(Transaction tx) throws SQLException {
    tx.prepare("DELETE FROM projection_file").executeUpdate();
    tx.prepare("DELETE FROM projection").executeUpdate();
  }
}
