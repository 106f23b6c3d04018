package dev.engram.internal.capture.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the word lists that lie beside a class. Lines that start with {@code #} are comments. */
public final class WordLists {
  private WordLists() {}

  /** The lines of a list, without comments and blank ones. */
  public static List<String> lines(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("no resource " + name);
      }
      var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return reader.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }

  /** The words of a list, parted by blanks. */
  public static Set<String> words(Class<?> beside, String name) {
    Set<String> words = new LinkedHashSet<>();
    for (String line : lines(beside, name)) {
      words.addAll(List.of(line.strip().split(" +")));
    }
    return Set.copyOf(words);
  }
}
