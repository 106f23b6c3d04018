package dev.engram.internal.backend;

import dev.engram.spi.BackendAudit;
import dev.engram.spi.BackendUnavailableException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Runs foreign code on virtual threads and waits no longer than asked. A call that was given up on
 * is interrupted, and if it goes on all the same it counts until it ends: when as many are under
 * way as there may be, nothing more is called.
 *
 * <p>Thread-safe.
 */
final class TimedCalls implements AutoCloseable {
  private final Semaphore free;
  private final ThreadFactory threads;
  private final Set<FutureTask<?>> under = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  TimedCalls(String name, int most) {
    this.free = new Semaphore(most);
    this.threads = Thread.ofVirtual().name(name, 0).factory();
  }

  /** Calls, and waits for it; whatever is thrown becomes an outcome. */
  <T> Outcome<T> call(Duration limit, Callable<T> work) {
    if (closed) {
      return new Outcome.Missed<>(BackendAudit.Outcome.UNAVAILABLE);
    }
    if (!free.tryAcquire()) {
      return new Outcome.Missed<>(BackendAudit.Outcome.LATE);
    }
    var ended = new AtomicBoolean();
    var call =
        new FutureTask<T>(() -> {
          try {
            return work.call();
          } finally {
            end(ended); // before the answer is seen, so that the next call finds the place free
          }
        });
    under.add(call);
    threads
        .newThread(() -> {
          call.run();
          under.remove(call);
          end(ended); // one that was given up on before it began
        })
        .start();
    return await(call, limit);
  }

  private void end(AtomicBoolean ended) {
    if (ended.compareAndSet(false, true)) {
      free.release();
    }
  }

  private static <T> Outcome<T> await(FutureTask<T> call, Duration limit) {
    try {
      return new Outcome.Answered<>(call.get(limit.toNanos(), TimeUnit.NANOSECONDS));
    } catch (TimeoutException late) {
      call.cancel(true);
      return new Outcome.Missed<>(BackendAudit.Outcome.LATE);
    } catch (InterruptedException interrupted) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      return new Outcome.Missed<>(BackendAudit.Outcome.LATE);
    } catch (ExecutionException failed) {
      return new Outcome.Missed<>(
          failed.getCause() instanceof BackendUnavailableException
              ? BackendAudit.Outcome.UNAVAILABLE
              : BackendAudit.Outcome.FAILED);
    } catch (CancellationException closing) {
      return new Outcome.Missed<>(BackendAudit.Outcome.UNAVAILABLE);
    }
  }

  /** Interrupts what is under way and does not wait for it. */
  @Override
  public void close() {
    closed = true;
    under.forEach(call -> call.cancel(true));
  }
}
