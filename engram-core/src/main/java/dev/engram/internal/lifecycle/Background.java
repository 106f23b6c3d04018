package dev.engram.internal.lifecycle;

import dev.engram.fault.EngramException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs idle work on one daemon thread: a little every second. Each step waits its turn in the
 * writer's queue like any caller, so foreground writes interleave with it.
 */
final class Background implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Background.class);
  private static final long PERIOD_MILLIS = 1_000;

  private final ScheduledThreadPoolExecutor thread;

  private Background(ScheduledThreadPoolExecutor thread) {
    this.thread = thread;
  }

  /** Starts, at once and then every second. */
  static Background start(Upkeep upkeep) {
    var thread =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("engram-idle").daemon().factory());
    thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    var _ =
        thread.scheduleWithFixedDelay(
            () -> runSafely(upkeep), 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    return new Background(thread);
  }

  /** An error must not end the schedule: it is reported and tried again. */
  private static void runSafely(Upkeep upkeep) {
    try {
      upkeep.step();
    } catch (EngramException failed) {
      LOG.warn("idle work failed: {}", failed.code().label());
    } catch (RuntimeException failed) {
      LOG.warn("idle work failed: {}", failed.getClass().getName());
    }
  }

  @Override
  public void close() {
    thread.shutdown();
    boolean interrupted = false;
    while (!thread.isTerminated()) {
      try {
        thread.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
