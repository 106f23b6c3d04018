package dev.engram.crash;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.MigrationOptions;
import dev.engram.health.MigrationProgress;
import dev.engram.memory.Turn;
import dev.engram.scope.Principal;
import dev.engram.spi.EmbedderUnavailableException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** Moves memories from one model to another, a few at a time, and tells how far it is. */
public final class Mover {
  static final Principal REX = Principal.agent("rex");

  private Mover() {}

  static EngramOptions options() {
    return EngramOptions.defaults()
        .withCapture(CaptureOptions.defaults().off())
        .withEmbedder(WordEmbedder.usual())
        .withoutBackground();
  }

  /** Argument: the vault. */
  public static void main(String[] arguments) {
    var next = new WordEmbedder("other-48", 48);
    var allowed = new AtomicBoolean();
    next.distort(answer -> {
      if (answer.size() > 1 && !allowed.getAndSet(false)) {
        throw new EmbedderUnavailableException("one batch at a time");
      }
      return answer;
    });
    var memory = MemoryGraph.open(Path.of(arguments[0]), TestKeys.right(), options());
    var migration = memory.vectors().migrate(next, MigrationOptions.defaults().inBatchesOf(7));
    int added = 0;
    while (migration.progress().state() != MigrationProgress.State.DONE) {
      allowed.set(true);
      memory.maintain();
      memory.remember(Turn.note("late " + ProcessHandle.current().pid() + "." + added++), REX);
      System.out.println(migration.progress().done());
      System.out.flush();
    }
  }
}
