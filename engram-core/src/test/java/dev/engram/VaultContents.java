package dev.engram;

import dev.engram.config.VaultKey;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.Vault;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.UnaryOperator;

/**
 * What a thief sees who has the key of the pages but not the field key: every value of every row.
 */
public final class VaultContents {
  private static final Vault.Settings SETTINGS = new Vault.Settings(false, 1, 10);

  /** A row. */
  private record Row(String table, List<byte[]> values) {}

  private final List<Row> rows;

  private VaultContents(List<Row> rows) {
    this.rows = rows;
  }

  /** Of a closed vault. */
  public static VaultContents of(Path file, VaultKey key) {
    return with(file, key, vault -> vault.readers().read(reads -> new VaultContents(rows(reads))));
  }

  /** Changes a closed vault behind the engine's back. */
  public static void tamper(Path file, VaultKey key, String... statements) {
    with(
        file,
        key,
        vault ->
            vault
                .writer()
                .write(tx -> {
                  for (String sql : statements) {
                    tx.prepare(sql).executeUpdate();
                  }
                  return true;
                }));
  }

  /** The first column of what a query finds, as text. */
  public static List<String> column(Path file, VaultKey key, String sql) {
    return with(
        file,
        key,
        vault ->
            vault
                .readers()
                .read(reads -> {
                  var found = new ArrayList<String>();
                  try (ResultSet row = reads.prepare(sql).executeQuery()) {
                    while (row.next()) {
                      found.add(row.getString(1));
                    }
                  }
                  return found;
                }));
  }

  /** The first column of what a query finds, as bytes. */
  public static List<byte[]> bytes(Path file, VaultKey key, String sql) {
    return with(
        file,
        key,
        vault ->
            vault
                .readers()
                .read(reads -> {
                  var found = new ArrayList<byte[]>();
                  try (ResultSet row = reads.prepare(sql).executeQuery()) {
                    while (row.next()) {
                      found.add(row.getBytes(1));
                    }
                  }
                  return found;
                }));
  }

  private interface Use<T> {
    T of(Vault vault);
  }

  private static <T> T with(Path file, VaultKey key, Use<T> use) {
    try (var vault = Vault.open(file, key, SETTINGS, InstantSource.system(), new Random(1))) {
      return use.of(vault);
    }
  }

  private static List<Row> rows(Statements reads) throws SQLException {
    var tables = new ArrayList<String>();
    try (ResultSet names =
        reads.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").executeQuery()) {
      while (names.next()) {
        tables.add(names.getString(1));
      }
    }
    var rows = new ArrayList<Row>();
    for (String table : tables) {
      try (ResultSet all = reads.prepare("SELECT * FROM \"" + table + "\"").executeQuery()) {
        while (all.next()) {
          var values = new ArrayList<byte[]>();
          for (int i = 1; i <= all.getMetaData().getColumnCount(); i++) {
            byte[] value = all.getBytes(i);
            values.add(value == null ? new byte[0] : value);
          }
          rows.add(new Row(table, values));
        }
      }
    }
    return rows;
  }

  /** The tables that hold a word, in any case and any of the usual encodings. */
  public List<String> tablesWith(String word) {
    return rows.stream()
        .filter(row -> row.values.stream().anyMatch(value -> holds(value, word)))
        .map(Row::table)
        .distinct()
        .toList();
  }

  /** The tables that hold these bytes. */
  public List<String> tablesWith(byte[] wanted) {
    String sought = new String(wanted, StandardCharsets.ISO_8859_1);
    return rows.stream()
        .filter(row ->
            row.values.stream()
                .anyMatch(value -> new String(value, StandardCharsets.ISO_8859_1).contains(sought)))
        .map(Row::table)
        .distinct()
        .toList();
  }

  private static boolean holds(byte[] value, String word) {
    String bytes = lower(new String(value, StandardCharsets.ISO_8859_1));
    for (Charset charset :
        List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
      UnaryOperator<String> encoded =
          text -> new String(text.getBytes(charset), StandardCharsets.ISO_8859_1);
      if (bytes.contains(encoded.apply(lower(word)))) {
        return true;
      }
    }
    return false;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
