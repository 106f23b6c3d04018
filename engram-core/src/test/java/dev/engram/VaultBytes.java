package dev.engram;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What a thief sees of a vault: bytes. */
public final class VaultBytes {
  private VaultBytes() {}

  /** Every file of a folder with the hash of its bytes, its permissions left out. */
  public static SortedMap<String, String> hashes(Path folder) {
    var hashes = new TreeMap<String, String>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        hashes.put(folder.relativize(file).toString(), hash(Files.readAllBytes(file)));
      }
      return hashes;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /** Whether any of the words stands in the bytes of a file, in UTF-8 or UTF-16. */
  public static boolean holdsAnyOf(Path file, List<String> words) throws IOException {
    String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    return words.stream()
        .flatMap(word ->
            Stream.of(
                word.getBytes(StandardCharsets.UTF_8),
                word.getBytes(StandardCharsets.UTF_16LE),
                word.getBytes(StandardCharsets.UTF_16BE)))
        .anyMatch(word -> bytes.contains(new String(word, StandardCharsets.ISO_8859_1)));
  }

  /** Chi-square of the bytes over 256 values: about 255 when they are random, deviation 23. */
  public static double chiSquare(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    long[] counts = new long[256];
    for (byte b : bytes) {
      counts[b & 0xFF]++;
    }
    double expected = bytes.length / 256.0;
    double sum = 0;
    for (long count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }
}
