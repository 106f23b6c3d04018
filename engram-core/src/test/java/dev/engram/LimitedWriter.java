package dev.engram;

import dev.engram.config.EngramOptions;
import dev.engram.fault.EngramException;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * A process whose files the operating system lets grow no further than a limit: what a disk that
 * breaks looks like to SQLite. Prints what it meets, one line each.
 */
public final class LimitedWriter {
  private LimitedWriter() {}

  /** Argument: the vault. */
  public static void main(String[] arguments) {
    Principal rex = Principal.agent("rex");
    var options = EngramOptions.defaults().withoutBackground();
    var memory = MemoryGraph.open(Path.of(arguments[0]), TestKeys.right(), options);
    int written = 0;
    try {
      while (true) {
        var turns = new ArrayList<Turn>();
        for (int i = 0; i < 20; i++) {
          turns.add(Turn.note("tea " + written + " " + i + " " + "x".repeat(2_000)));
        }
        memory.remember(turns, rex);
        written += turns.size();
      }
    } catch (EngramException failed) {
      System.out.println("first failure " + failed.code().label());
    }
    try {
      memory.remember(Turn.note("later"), rex);
      System.out.println("wrote again");
    } catch (EngramException failed) {
      System.out.println("second failure " + failed.code().label());
    }
    int found = memory.recall(Query.of("tea").limit(1000), rex).hits().size();
    System.out.println("finds all " + (found == Math.min(1000, written)));
    System.out.println("has " + memory.stats(rex).total());
    System.out.println("writable " + memory.health().writable());
    memory.health().warnings().stream()
        .filter(warning -> warning.startsWith("read-only"))
        .forEach(System.out::println);
    memory.close();
    System.out.println("acknowledged " + written);
  }
}
