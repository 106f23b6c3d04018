package dev.engram.bench.thief;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What one file tells without its key.
 *
 * @param name of the file
 * @param bytes how many it has
 * @param modified its modification time
 * @param structure what its head or its order gives away, in words
 * @param statistics of its bytes; none for a file too short
 * @param found what was planted and can be read in it, in any of three encodings
 */
public record Loot(
    String name,
    long bytes,
    Instant modified,
    List<String> structure,
    Optional<ByteStatistics> statistics,
    List<String> found) {
  private static final long STEP = 512 * 1024;
  private static final int SHORTEST = 64;
  private static final int WAL_MAGIC = 0x377f0682;

  public Loot {
    structure = List.copyOf(structure);
    found = List.copyOf(found);
  }

  /** Looks at a file for {@code planted} strings and for anything else. */
  public static Loot of(Path file, Collection<String> planted) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      return new Loot(
          String.valueOf(file.getFileName()),
          bytes.length,
          Files.getLastModifiedTime(file).toInstant(),
          structure(bytes),
          bytes.length < SHORTEST ? Optional.empty() : Optional.of(ByteStatistics.of(bytes)),
          found(bytes, planted));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static List<String> structure(byte[] bytes) {
    if (bytes.length == 0) {
      return List.of("empty");
    }
    if (bytes.length >= 32 && (word(bytes, 0) & 0xFFFFFFFE) == WAL_MAGIC) {
      int page = word(bytes, 8);
      int frames = (bytes.length - 32) / (page + 24);
      return List.of(
          "SQLite's write-ahead log: "
              + frames
              + " frames of "
              + page
              + " bytes, each with the number of its page");
    }
    if (bytes.length >= 96 && bytes.length % 32_768 == 0 && word(bytes, 0) == word(bytes, 48)) {
      return List.of("SQLite's shared memory: which pages the log holds");
    }
    String head = new String(bytes, 0, Math.min(15, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.equals("SQLite format 3")) {
      return List.of("an SQLite database, not encrypted");
    }
    return bytes.length % STEP == 0 ? List.of("a whole number of 512 KiB steps") : List.of();
  }

  /** In either byte order: SQLite's shared memory is in that of the machine. */
  private static int word(byte[] bytes, int at) {
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xFF) << 16)
        | ((bytes[at + 2] & 0xFF) << 8)
        | (bytes[at + 3] & 0xFF);
  }

  private static List<String> found(byte[] bytes, Collection<String> planted) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    var found = new TreeSet<String>();
    for (String one : planted) {
      boolean there =
          Stream.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)
              .anyMatch(
                  set -> all.contains(new String(one.getBytes(set), StandardCharsets.ISO_8859_1)));
      if (there) {
        found.add(one);
      }
    }
    return List.copyOf(found);
  }

  /** Whether its bytes are told from random ones by no test. */
  public boolean looksRandom() {
    return statistics.filter(all -> all.looksRandom(bytes)).isPresent();
  }
}
