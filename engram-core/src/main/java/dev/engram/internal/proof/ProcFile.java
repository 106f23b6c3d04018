package dev.engram.internal.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What Linux tells of this process; nothing on other systems. */
final class ProcFile {
  private ProcFile() {}

  static List<String> lines(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException none) {
      return List.of();
    }
  }

  /** What stands behind a name at the start of a line. */
  static Optional<String> field(String file, String name) {
    return lines(file).stream()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(name.length()).strip())
        .findFirst();
  }

  /** A limit of this process as the system tells it: soft, hard and unit, in one line. */
  static Optional<String> limit(String name) {
    return field("/proc/self/limits", name).map(rest -> rest.replaceAll(" +", " "));
  }

  /** The first line of a file. */
  static Optional<String> line(String file) {
    return lines(file).stream().map(String::strip).findFirst();
  }
}
