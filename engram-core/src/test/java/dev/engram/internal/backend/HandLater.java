package dev.engram.internal.backend;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Work that waits until a test does it. */
final class HandLater implements Later {
  private final Deque<Runnable> due = new ArrayDeque<>();
  private final List<Runnable> delayed = new ArrayList<>();
  private final List<Duration> delays = new ArrayList<>();

  @Override
  public synchronized void run(Duration delay, Runnable task) {
    if (delay.isZero()) {
      due.add(task);
    } else {
      delays.add(delay);
      delayed.add(task);
    }
  }

  /** Does what is due, and what becomes due by it. */
  void settle() {
    for (Runnable task = next(); task != null; task = next()) {
      task.run();
    }
  }

  /** Does one task, if one is due. */
  void step() {
    Runnable task = next();
    if (task != null) {
      task.run();
    }
  }

  private synchronized @Nullable Runnable next() {
    return due.poll();
  }

  /** Lets the delays be over. */
  synchronized void elapse() {
    due.addAll(delayed);
    delayed.clear();
  }

  /** Every delay that was asked for, oldest first. */
  synchronized List<Duration> delays() {
    return List.copyOf(delays);
  }

  @Override
  public void close() {}
}
