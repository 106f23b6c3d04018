package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Where a program's vault lies when nobody says otherwise: in a folder that the platform keeps for
 * one user's programs and does not show (spec §10.2.1).
 */
public final class VaultPlace {
  private VaultPlace() {}

  /**
   * The place on this machine, for example {@code ~/.local/share/notes/.vault/engram.db}. Nothing
   * is made.
   *
   * @param program the program's name, 1 to 64 of letters, digits, dots, hyphens and underscores
   * @throws InvalidInputException {@code E4005} for any other name
   */
  public static Path of(String program) {
    return of(
        program,
        System.getProperty("os.name", ""),
        Path.of(System.getProperty("user.home", "")),
        System.getenv());
  }

  /**
   * The place on a machine that is described.
   *
   * @param system the operating system's name as Java tells it
   * @param home the user's home folder
   * @param environment the variables of the process
   * @throws InvalidInputException {@code E4005} for a program's name that is no file name
   *     everywhere
   */
  public static Path of(String program, String system, Path home, Map<String, String> environment) {
    if (!program.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}")) {
      throw InvalidInputException.of(
          "place.program",
          "must be 1 to 64 letters, digits, dots, hyphens and underscores, got "
              + program.length()
              + " characters");
    }
    String folded = system.toLowerCase(Locale.ROOT);
    Path data;
    if (folded.startsWith("mac")) {
      data = home.resolve("Library/Application Support");
    } else if (folded.startsWith("windows")) {
      data = absolute(environment, "LOCALAPPDATA").orElseGet(() -> home.resolve("AppData/Local"));
    } else {
      // The XDG specification has relative paths ignored.
      data = absolute(environment, "XDG_DATA_HOME").orElseGet(() -> home.resolve(".local/share"));
    }
    return data.resolve(program).resolve(".vault").resolve("engram.db");
  }

  private static Optional<Path> absolute(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isEmpty())
        .map(Path::of)
        .filter(Path::isAbsolute);
  }
}
