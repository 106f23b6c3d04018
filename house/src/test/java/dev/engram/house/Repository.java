package dev.engram.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The files of this repository, found from wherever the tests run. */
final class Repository {
  private static final Path ROOT = findRoot();
  private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

  private Repository() {}

  private static Path findRoot() {
    Path here = Path.of("").toAbsolutePath();
    while (here != null) {
      if (Files.exists(here.resolve("LICENSE")) && Files.exists(here.resolve("engram-core"))) {
        return here;
      }
      here = here.getParent();
    }
    throw new IllegalStateException("no repository above " + Path.of("").toAbsolutePath());
  }

  static Path root() {
    return ROOT;
  }

  /** The folders of all modules, as the root's pom names them. */
  static List<Path> modules() {
    return MODULE
        .matcher(read(ROOT.resolve("pom.xml")))
        .results()
        .map(match -> ROOT.resolve(match.group(1)))
        .toList();
  }

  /** Java files of the modules' main code. */
  static List<Path> mainSources() {
    return modules().stream().flatMap(m -> javaFiles(m.resolve("src/main/java")).stream()).toList();
  }

  /** Java files of all modules, tests too. */
  static List<Path> allSources() {
    return modules().stream().flatMap(m -> javaFiles(m.resolve("src")).stream()).toList();
  }

  /** Every page of the docs. */
  static List<Path> pages() {
    return filesBelow(ROOT).stream()
        .filter(file -> file.toString().endsWith(".md"))
        .filter(file -> ROOT.equals(file.getParent()) || file.startsWith(ROOT.resolve("docs")))
        .toList();
  }

  private static List<Path> javaFiles(Path folder) {
    return filesBelow(folder).stream().filter(f -> f.toString().endsWith(".java")).toList();
  }

  private static List<Path> filesBelow(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (var found = Files.find(folder, 64, (file, attributes) -> attributes.isRegularFile())) {
      return found.filter(file -> !isBuilt(ROOT.relativize(file))).sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static boolean isBuilt(Path relative) {
    for (Path part : relative) {
      if (part.toString().equals("target") || part.toString().startsWith(".git")) {
        return true;
      }
    }
    return false;
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A file as a reader of a failure wants it named. */
  static String name(Path file) {
    return ROOT.relativize(file).toString().replace('\\', '/');
  }
}
