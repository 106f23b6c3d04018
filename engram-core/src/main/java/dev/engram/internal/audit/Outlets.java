package dev.engram.internal.audit;

import dev.engram.audit.AuditEntry;
import dev.engram.config.AuditOptions.Outlet;
import dev.engram.fault.AuditException;
import dev.engram.spi.AuditSink;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where entries go outside of the vault. Required sinks are called on the caller's thread, one call
 * at a time; the others on one thread of their own, from a queue that drops when it is full. What
 * was dropped or failed is counted. Thread-safe.
 */
final class Outlets implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Outlets.class);
  private static final int WAITING = 4_096;
  private static final long LAST_CALLS_SECONDS = 2;

  private final List<AuditSink> required;
  private final List<AuditSink> welcome;
  private final ThreadPoolExecutor thread;
  private final AtomicLong failures = new AtomicLong();

  Outlets(List<Outlet> outlets) {
    this.required = outlets.stream().filter(Outlet::required).map(Outlet::sink).toList();
    this.welcome = outlets.stream().filter(one -> !one.required()).map(Outlet::sink).toList();
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().name("engram-audit-").daemon().factory());
    thread.allowCoreThreadTimeOut(true);
  }

  /** Tells those that must be told. */
  void require(AuditEntry entry) {
    for (AuditSink sink : required) {
      try {
        call(sink, entry);
      } catch (RuntimeException | Error failed) {
        failures.incrementAndGet();
        throw AuditException.sink(failed);
      }
    }
  }

  /** Tells the others, later. */
  void tell(AuditEntry entry) {
    for (AuditSink sink : welcome) {
      try {
        thread.execute(() -> callQuietly(sink, entry));
      } catch (RejectedExecutionException full) {
        failures.incrementAndGet();
      }
    }
  }

  private void callQuietly(AuditSink sink, AuditEntry entry) {
    try {
      call(sink, entry);
    } catch (RuntimeException | Error failed) {
      if (failures.getAndIncrement() == 0) {
        LOG.warn("an audit sink fails: {}", failed.getClass().getName());
      }
    }
  }

  @SuppressWarnings("SynchronizeOnNonFinalField") // the sink itself is the lock: one call at a time
  private static void call(AuditSink sink, AuditEntry entry) {
    synchronized (sink) {
      sink.take(entry);
    }
  }

  /** How often a sink failed or could not be told. */
  long failures() {
    return failures.get();
  }

  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(LAST_CALLS_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
    required.forEach(Outlets::closeQuietly);
    welcome.forEach(Outlets::closeQuietly);
  }

  private static void closeQuietly(AuditSink sink) {
    try {
      sink.close();
    } catch (RuntimeException failed) {
      LOG.warn("an audit sink could not be closed: {}", failed.getClass().getName());
    }
  }
}
