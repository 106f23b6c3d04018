package dev.engram;

import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.config.VaultOptions;
import dev.engram.fault.EngramException;
import java.io.IOException;
import java.nio.file.Path;

/** A process that opens a vault, says so, and holds it until its standard input ends. */
public final class VaultHolder {
  private VaultHolder() {}

  /** Prints {@code open}, or the code of the failure. Arguments: the vault, {@code plain} if so. */
  public static void main(String[] arguments) throws IOException {
    VaultKey key =
        arguments.length > 1 && arguments[1].equals("plain")
            ? VaultKey.insecurePlaintext()
            : TestKeys.right();
    var options = EngramOptions.defaults().withVault(VaultOptions.defaults());
    try (var memory = MemoryGraph.open(Path.of(arguments[0]), key, options)) {
      System.out.println(memory.health().encrypted() ? "open" : "open in plain");
      System.out.flush();
      while (System.in.read() >= 0) {
        // until the parent closes the pipe
      }
    } catch (EngramException refused) {
      System.out.println(refused.code().label());
    }
  }
}
