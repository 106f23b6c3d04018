package dev.engram.bench.thief;

import dev.engram.bench.vault.TemporaryVault;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Steals a vault that was closed and one whose process was killed while it had it open, and tells
 * what can be learned from them without the key.
 */
public final class ThiefJob {
  /**
   * What was stolen.
   *
   * @param closed the files of a closed vault
   * @param killed those of one whose process was killed
   */
  public record Haul(List<Loot> closed, List<Loot> killed) {
    public Haul {
      closed = List.copyOf(closed);
      killed = List.copyOf(killed);
    }

    /**
     * Whether nothing was learned that the threat model does not name: no planted string anywhere,
     * a closed vault alone and told from random bytes by no test.
     */
    public boolean empty() {
      return Stream.concat(closed.stream(), killed.stream()).allMatch(one -> one.found().isEmpty())
          && closed.size() == 1
          && closed.getFirst().looksRandom()
          && killed.getFirst().looksRandom();
    }
  }

  /** Steals both. */
  public Haul run() {
    return new Haul(closed(), killed());
  }

  private static List<Loot> closed() {
    try (var vault = TemporaryVault.create()) {
      try (var memory = Victim.open(vault.file(), vault.key())) {
        Victim.use(memory);
      }
      return loot(vault.file());
    }
  }

  private static List<Loot> killed() {
    try (var vault = TemporaryVault.create()) {
      Process victim = start(vault);
      try (var out = victim.inputReader(StandardCharsets.UTF_8)) {
        String said = out.readLine();
        if (said == null || !said.startsWith("written")) {
          throw new IllegalStateException("the victim ended by itself");
        }
        victim.toHandle().destroyForcibly();
        victim.waitFor();
        return loot(vault.file());
      } catch (IOException failed) {
        throw new UncheckedIOException(failed);
      } catch (InterruptedException stopped) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while the victim was killed", stopped);
      }
    }
  }

  private static Process start(TemporaryVault vault) {
    try {
      return new ProcessBuilder(
              Path.of(System.getProperty("java.home"), "bin", "java").toString(),
              "--enable-native-access=ALL-UNNAMED",
              "-cp",
              System.getProperty("java.class.path"),
              Victim.class.getName(),
              vault.file().toString(),
              HexFormat.of().formatHex(vault.key()))
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** The vault first, then what lies beside it. */
  private static List<Loot> loot(Path vault) {
    try (Stream<Path> files = Files.list(vault.toAbsolutePath().getParent())) {
      return files.sorted().map(file -> Loot.of(file, Victim.PLANTED)).toList();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Looks at some files as they are. */
  public static List<Loot> look(List<Path> files) {
    return files.stream().map(file -> Loot.of(file, Victim.PLANTED)).toList();
  }

  /** Tells it to a person. */
  public static void print(String title, List<Loot> loot, PrintStream out) {
    out.println(title);
    for (Loot one : loot) {
      out.printf(
          Locale.ROOT, "  %-22s %,d bytes, modified %s%n", one.name(), one.bytes(), one.modified());
      var told = new ArrayList<>(one.structure());
      one.statistics()
          .ifPresent(all ->
              told.add(
                  String.format(
                      Locale.ROOT,
                      "chi-square %.0f, entropy %.5f, serial correlation %+.5f, ones %.5f, deflated"
                          + " %.4f, repeated blocks %d",
                      all.chiSquare(),
                      all.entropy(),
                      all.serialCorrelation(),
                      all.ones(),
                      all.deflated(),
                      all.repeatedBlocks())));
      told.add(one.looksRandom() ? "no test tells it from random bytes" : "not random bytes");
      told.add(
          one.found().isEmpty()
              ? "nothing that was remembered can be read"
              : "READABLE: " + String.join(", ", one.found()));
      told.forEach(line -> out.println("    " + line));
    }
  }
}
