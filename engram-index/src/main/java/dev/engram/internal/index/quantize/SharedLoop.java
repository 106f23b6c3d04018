package dev.engram.internal.index.quantize;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * A loop whose turns are independent, run by the caller and by whoever else has time. The caller
 * takes turns itself, so an executor that is busy, refuses or runs its tasks too late costs speed
 * and nothing else. Turns must write to places of their own; the caller sees what they wrote.
 */
final class SharedLoop {
  private final int turns;
  private final IntConsumer body;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch unfinished;
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

  private SharedLoop(int turns, IntConsumer body) {
    this.turns = turns;
    this.body = body;
    this.unfinished = new CountDownLatch(turns);
  }

  /** Runs the body for each number from zero up to, excluding, {@code turns}; then returns. */
  static void run(int turns, Optional<Executor> executor, IntConsumer body) {
    int others = Math.min(turns, Runtime.getRuntime().availableProcessors()) - 1;
    if (executor.isEmpty() || others < 1) {
      for (int turn = 0; turn < turns; turn++) {
        body.accept(turn);
      }
      return;
    }
    var loop = new SharedLoop(turns, body);
    try {
      for (int i = 0; i < others; i++) {
        executor.get().execute(loop::work);
      }
    } catch (RejectedExecutionException busy) {
      // The caller does the rest alone.
    }
    loop.work();
    loop.await();
  }

  private void work() {
    for (int turn = next.getAndIncrement(); turn < turns; turn = next.getAndIncrement()) {
      try {
        if (failures.isEmpty()) {
          body.accept(turn);
        }
      } catch (RuntimeException | Error broken) {
        failures.add(broken);
      } finally {
        unfinished.countDown();
      }
    }
  }

  private void await() {
    boolean interrupted = false;
    while (true) {
      try {
        unfinished.await();
        break;
      } catch (InterruptedException e) {
        interrupted = true; // turns that have begun write to shared arrays: they must end first
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    for (Throwable broken : failures) {
      throw new IllegalStateException("a turn of the loop failed", broken);
    }
  }
}
