package dev.engram.bench.vectors.contender;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An executor of one thread that can be waited for. Thread-safe. */
public final class Waiting implements Executor, AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("engram-bench-graphs").daemon().factory());
  private int unfinished;

  @Override
  public void execute(Runnable task) {
    synchronized (this) {
      unfinished++;
    }
    thread.execute(() -> {
      try {
        task.run();
      } finally {
        finished();
      }
    });
  }

  private synchronized void finished() {
    unfinished--;
    notifyAll();
  }

  /** Waits until nothing is under way, tasks given by tasks included. */
  public synchronized void await() {
    try {
      while (unfinished > 0) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while an index was built", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
