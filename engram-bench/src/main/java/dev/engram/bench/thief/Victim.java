package dev.engram.bench.thief;

import dev.engram.MemoryGraph;
import dev.engram.bench.embed.SyntheticEmbedder;
import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;

/** Somebody with things to hide, who uses a vault; also as a process of its own, to be killed. */
public final class Victim {
  /** What a thief looks for. */
  static final List<String> PLANTED =
      List.of(
          "Zanzibar",
          "quokkaherd",
          "4929 1234 5678 9012",
          "hunter-of-the-north",
          "agent:rex",
          "synthetic-384",
          "CREATE TABLE",
          "SQLite format");

  private static final Principal REX = Principal.agent("rex");
  private static final int TURNS = 60;

  private Victim() {}

  /** Remembers what is planted, and asks for it. */
  static void use(MemoryGraph memory) {
    for (int i = 0; i < TURNS; i++) {
      memory.remember(
          Turn.said("quokkaherd", "Crate " + i + " sails to Zanzibar, paid by 4929 1234 5678 9012"),
          REX);
    }
    memory.remember(Turn.said("Ana", "They call me the hunter-of-the-north."), REX);
    memory.recall(Query.of("who sails to Zanzibar?"), REX);
  }

  static MemoryGraph open(Path vault, byte[] key) {
    return MemoryGraph.open(
        vault, VaultKey.raw(key), EngramOptions.defaults().withEmbedder(new SyntheticEmbedder()));
  }

  /** Arguments: the vault, its key. Says when all is written, and waits to be killed. */
  public static void main(String[] arguments) throws IOException {
    var memory = open(Path.of(arguments[0]), HexFormat.of().parseHex(arguments[1]));
    use(memory);
    System.out.println("written " + memory.stats(REX).total());
    System.out.flush();
    if (System.in.read() < 0) {
      Runtime.getRuntime().halt(1);
    }
  }
}
