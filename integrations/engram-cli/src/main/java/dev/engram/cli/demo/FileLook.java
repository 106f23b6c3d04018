package dev.engram.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A closed vault as somebody without the key sees it.
 *
 * @param bytes its size
 * @param alone whether no log, lock or index is left beside it
 * @param database whether its head says that it is a database
 * @param census of its bytes
 * @param words how many words were looked for
 * @param readable those that were found
 */
record FileLook(
    long bytes,
    boolean alone,
    boolean database,
    ByteCensus census,
    int words,
    Set<String> readable) {
  private static final String SQLITE_HEAD = "SQLite format 3";
  private static final long STEP = 512 * 1024;

  /**
   * How far a chi-square of random bytes may lie from its mean: fewer than one run in a million
   * lies further.
   */
  private static final double MOST_DEVIATIONS = 6;

  /** Looks at a file, and for the words of these texts in it. */
  static FileLook at(Path vault, List<String> texts) {
    String name = String.valueOf(vault.getFileName());
    Path folder = vault.toAbsolutePath().resolveSibling(".").normalize();
    try (Stream<Path> files = Files.list(folder)) {
      boolean alone =
          files
              .map(file -> String.valueOf(file.getFileName()))
              .noneMatch(other -> other.startsWith(name) && !other.equals(name));
      byte[] bytes = Files.readAllBytes(vault);
      var census = new ByteCensus(bytes);
      Set<String> words = ByteCensus.words(texts);
      String head =
          new String(
              bytes, 0, Math.min(bytes.length, SQLITE_HEAD.length()), StandardCharsets.ISO_8859_1);
      return new FileLook(
          bytes.length,
          alone,
          head.equals(SQLITE_HEAD),
          census,
          words.size(),
          census.readable(words));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** How many steps of 512 KiB it has. */
  long steps() {
    return bytes / STEP;
  }

  boolean wholeSteps() {
    return bytes % STEP == 0;
  }

  boolean looksRandom() {
    return Math.abs(census.deviations()) < MOST_DEVIATIONS;
  }

  /** The values below the columns of {@link ByteCensus#drawing()}. */
  static String axis() {
    return Stream.iterate(0, value -> value < 256, value -> value + 32)
        .map(value -> String.format(Locale.ROOT, "%02X      ", value))
        .collect(Collectors.joining());
  }
}
