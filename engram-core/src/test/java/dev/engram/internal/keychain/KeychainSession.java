package dev.engram.internal.keychain;

import dev.engram.MemoryGraph;
import dev.engram.config.VaultKey;
import dev.engram.fault.EngramException;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.spi.KeychainException;
import java.nio.file.Path;
import java.util.HexFormat;

/** Does what its arguments say with the keychain of its session; prints a line for each. */
final class KeychainSession {
  private KeychainSession() {}

  public static void main(String[] arguments) {
    for (String argument : arguments) {
      System.out.println(done(argument));
    }
  }

  private static String done(String argument) {
    String[] part = argument.split("=", -1);
    try {
      var keychain = SystemKeychain.open();
      return switch (part[0]) {
        case "read" ->
            keychain.read("engram-test", part[1]).map(HexFormat.of()::formatHex).orElse("none");
        case "write" -> {
          keychain.write("engram-test", part[1], HexFormat.of().parseHex(part[2]));
          yield "written";
        }
        case "remove" -> {
          keychain.remove("engram-test", part[1]);
          yield "removed";
        }
        default -> vault(Path.of(part[1]));
      };
    } catch (KeychainException failed) {
      return failed.getClass().getSimpleName();
    } catch (EngramException refused) {
      return refused.code().label() + " " + refused.getMessage();
    }
  }

  private static String vault(Path path) {
    var rex = Principal.agent("rex");
    try (var memory = MemoryGraph.open(path, VaultKey.keychain("engram-test", "vault"))) {
      var ignored = memory.remember(Turn.note("tea from crate 7"), rex);
      return "opened " + memory.recall(Query.of("tea crate"), rex).hits().size();
    }
  }
}
