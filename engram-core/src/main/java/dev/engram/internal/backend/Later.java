package dev.engram.internal.backend;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Where work that need not be done now is done. */
public interface Later extends AutoCloseable {
  /** Runs a task after a while, on another thread; drops it after {@link #close}. */
  void run(Duration delay, Runnable task);

  /** Drops what has not begun, interrupts what has; idempotent. */
  @Override
  void close();

  /** Two daemon threads: one store is filled while another is kept in step. */
  static Later threads() {
    var threads =
        new ScheduledThreadPoolExecutor(
            2,
            Thread.ofPlatform().name("engram-backend-", 0).daemon().factory(),
            new ThreadPoolExecutor.DiscardPolicy());
    return new Later() {
      @Override
      public void run(Duration delay, Runnable task) {
        Future<?> _ = threads.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
      }

      @Override
      public void close() {
        threads.shutdownNow();
      }
    };
  }
}
