package dev.engram.cli.command;

import dev.engram.MemoryGraph;
import dev.engram.cli.host.Host;
import dev.engram.cli.text.Json;
import dev.engram.cli.text.Page;
import dev.engram.cli.text.Progress;
import dev.engram.health.MigrationProgress;
import dev.engram.health.MigrationProgress.State;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.databind.node.ObjectNode;

/** Moves memories to another embedding model and shows how far it is. */
final class MoveWatch {
  private static final long LOOK_MILLIS = 250;

  private MoveWatch() {}

  /** Does the work of a migration that was begun, and all other idle work. */
  static MigrationProgress run(Host host, MemoryGraph memory) {
    try (var work = Executors.newVirtualThreadPerTaskExecutor();
        Progress progress = Progress.of(host)) {
      Future<Integer> done = work.submit(memory::maintain);
      while (!ended(done)) {
        MigrationProgress far = progress(memory);
        progress.at("moving to " + far.to(), far.done(), far.total());
      }
    }
    return progress(memory);
  }

  private static MigrationProgress progress(MemoryGraph memory) {
    return memory.vectors().migration().orElseThrow().progress();
  }

  private static boolean ended(Future<Integer> work) {
    try {
      work.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException later) {
      return false;
    } catch (InterruptedException interrupted) {
      work.cancel(true);
      Thread.currentThread().interrupt();
      return true;
    } catch (ExecutionException failed) {
      throw failed.getCause() instanceof RuntimeException known
          ? known
          : new IllegalStateException(failed.getCause());
    }
  }

  /** Tells how it ended; answers the exit code. */
  static int report(Host host, boolean json, MigrationProgress far) {
    if (json) {
      Json.print(host, json(far));
    } else {
      Page.of(host).line(line(far));
    }
    return far.state() == State.DONE ? 0 : 1;
  }

  /** One line for a person. */
  static String line(MigrationProgress far) {
    String how =
        switch (far.state()) {
          case DONE -> "all moved";
          case CANCELLED -> "given up";
          case RUNNING -> "under way";
          case PAUSED -> "waits";
          case FAILED -> "stands still";
        };
    return far.from()
        + " → "
        + far.to()
        + ": "
        + far.done()
        + " of "
        + far.total()
        + " memories, "
        + how
        + far.reason().map(why -> ": " + why).orElse("");
  }

  static ObjectNode json(MigrationProgress far) {
    ObjectNode result =
        Json.object()
            .put("from", far.from())
            .put("to", far.to())
            .put("done", far.done())
            .put("total", far.total())
            .put("state", far.state().name().toLowerCase(Locale.ROOT));
    far.reason().ifPresent(why -> result.put("reason", why));
    return result;
  }
}
