package dev.engram.cli.vault;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a person's vault lies unless they say otherwise (spec §10.2.1). */
public final class VaultPath {
  private VaultPath() {}

  /**
   * The platform's folder for data that programs keep, then {@code engram/.vault/engram.db}.
   *
   * @param system the operating system's name as Java tells it
   * @param home the user's home folder
   */
  public static Path usual(String system, Path home, Map<String, String> environment) {
    String folded = system.toLowerCase(Locale.ROOT);
    Path data;
    if (folded.startsWith("mac")) {
      data = home.resolve("Library/Application Support/dev.engram.Engram");
    } else if (folded.startsWith("windows")) {
      data =
          absolute(environment, "LOCALAPPDATA")
              .orElseGet(() -> home.resolve("AppData/Local"))
              .resolve("Engram");
    } else {
      // The XDG specification has relative paths ignored.
      data =
          absolute(environment, "XDG_DATA_HOME")
              .orElseGet(() -> home.resolve(".local/share"))
              .resolve("engram");
    }
    return data.resolve(".vault").resolve("engram.db");
  }

  private static Optional<Path> absolute(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }
}
