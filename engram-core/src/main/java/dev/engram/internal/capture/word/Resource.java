package dev.engram.internal.capture.word;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads word lists that lie beside a class. In every list a line that starts with {@code #} is a
 * comment. Thread-safe.
 */
public final class Resource {
  private Resource() {}

  /** The lines of a list, without comments and blank lines. */
  public static List<String> lines(Class<?> beside, String name) {
    try (InputStream in = beside.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the word list " + name + " is not on the class path");
      }
      String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return all.lines()
          .map(String::strip)
          .filter(l -> !l.isEmpty() && !l.startsWith("#"))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the word list " + name, e);
    }
  }

  /** The entries of a list whose entries stand between spaces. */
  public static List<String> words(Class<?> beside, String name) {
    return split(beside, name, ' ');
  }

  /** The entries of a list whose entries stand between semicolons. */
  public static List<String> entries(Class<?> beside, String name) {
    return split(beside, name, ';');
  }

  private static List<String> split(Class<?> beside, String name, char between) {
    var found = new ArrayList<String>();
    for (String line : lines(beside, name)) {
      int from = 0;
      for (int i = 0; i <= line.length(); i++) {
        if (i == line.length() || line.charAt(i) == between) {
          String entry = line.substring(from, i).strip();
          if (!entry.isEmpty()) {
            found.add(entry);
          }
          from = i + 1;
        }
      }
    }
    return found;
  }
}
