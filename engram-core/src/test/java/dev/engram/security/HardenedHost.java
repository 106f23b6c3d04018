package dev.engram.security;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.config.EngramOptions;
import dev.engram.config.Hardening;
import dev.engram.config.VaultKey;
import dev.engram.config.VaultOptions;
import dev.engram.fault.VaultException;
import dev.engram.health.SecurityLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A process that opens a vault with what it is told to ask of the system, and says how it went.
 * Arguments: the vault, measures.
 */
public final class HardenedHost {
  private HardenedHost() {}

  public static void main(String[] arguments) throws IOException {
    VaultOptions vault = VaultOptions.defaults();
    for (int i = 1; i < arguments.length; i++) {
      vault = vault.harden(Hardening.valueOf(arguments[i]));
    }
    VaultKey key = TestKeys.right();
    try (MemoryGraph memory =
        MemoryGraph.open(
            Path.of(arguments[0]),
            key,
            EngramOptions.defaults().withoutBackground().withVault(vault))) {
      System.out.println("open, denied: " + memory.health().hardening());
      for (SecurityLayer layer : memory.security().layers()) {
        System.out.println(layer.name() + ": " + layer.state().label() + " " + layer.asked());
      }
      System.out.println("in force: " + memory.security().inForce());
      Files.readAllLines(Path.of("/proc/self/limits")).stream()
          .filter(line -> line.startsWith("Max core file size"))
          .forEach(line -> System.out.println(line.replaceAll(" +", " ")));
      System.out.println(
          "filter " + Files.readString(Path.of("/proc/self/coredump_filter")).strip());
    } catch (VaultException refused) {
      System.out.println(refused.getMessage());
      System.out.println("key " + closed(key));
    }
  }

  private static String closed(VaultKey key) {
    try {
      int length = ((VaultKey.Raw) key).secret().lend(bytes -> bytes.length);
      return "still there: " + length;
    } catch (IllegalStateException gone) {
      return "zeroed";
    }
  }
}
