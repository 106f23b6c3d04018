package dev.engram;

import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;

/**
 * A process that logs at the finest level and goes through what can be done and what can fail, with
 * one word in every place where content can stand. Each failure is printed with its causes.
 */
public final class LoudRun {
  static final String WORD = "xylophone";
  private static final Principal REX = Principal.agent("rex");

  private LoudRun() {}

  private interface Call {
    void run();
  }

  private static void print(Call call) {
    try {
      call.run();
    } catch (RuntimeException failed) {
      failed.printStackTrace(System.err);
    }
  }

  /** Argument: the vault. */
  public static void main(String[] arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "trace");
    Path vault = Path.of(arguments[0]);
    var embedder = WordEmbedder.usual();
    var options = EngramOptions.defaults().withEmbedder(embedder);
    try (var memory = open(vault, options)) {
      live(memory, embedder);
      System.err.println(memory.health());
      System.err.println(memory.doctor());
      System.err.println(memory.stats(REX));
    }
    var settings = new Vault.Settings(false, 1, 10);
    try (var opened =
        Vault.open(vault, secret(), settings, InstantSource.system(), new Random(1))) {
      int damaged =
          opened
              .writer()
              .write(tx -> tx.prepare("UPDATE projection_file SET bytes = x'00'").executeUpdate());
      System.err.println("damaged " + damaged);
    }
    try (var memory = open(vault, options)) {
      memory.maintain();
      System.err.println(memory.recall(Query.of(WORD), REX));
    }
    print(() -> MemoryGraph.open(vault, VaultKey.passphrase((WORD + "!").toCharArray())).close());
    System.err.println("end");
  }

  private static VaultKey secret() {
    return VaultKey.passphrase(WORD.toCharArray());
  }

  private static MemoryGraph open(Path vault, EngramOptions options) {
    return MemoryGraph.open(vault, secret(), options);
  }

  private static void live(MemoryGraph memory, WordEmbedder embedder) {
    MemoryId id = memory.remember(Turn.said(WORD, WORD + " one").in(WORD), REX).id();
    memory.remember(Statement.of(WORD, WORD, WORD), REX);
    memory.remember(Routine.of(WORD, WORD).using(WORD), REX);
    memory.update(id, Turn.said(WORD, WORD + " two").in(WORD), REX);
    System.err.println(memory.get(id, REX) + " " + memory.history(id, REX));
    System.err.println(memory.recall(Query.of(WORD), REX));
    embedder.down(true);
    memory.remember(Turn.note(WORD + " pending"), REX);
    embedder.down(false);
    embedder.distort(answer -> List.of());
    print(() -> memory.remember(Turn.note(WORD + " failing"), REX));
    print(() -> memory.recall(Query.of(WORD), REX));
    print(memory::maintain);
    embedder.distort(answer -> answer);
    print(() -> memory.update(id, Statement.of(WORD, WORD, WORD), REX));
    print(() -> Turn.note((WORD + " ").repeat(1000)));
    print(() -> Turn.note(WORD + "\0"));
    print(() -> Query.of((WORD + " ").repeat(1000)));
    print(() -> MemoryId.parse(WORD));
  }
}
