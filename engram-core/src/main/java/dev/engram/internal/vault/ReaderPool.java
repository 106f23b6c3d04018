package dev.engram.internal.vault;

import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * A few platform threads that read: each keeps one query-only connection. In WAL mode a reader sees
 * the last commit and never waits for the writer. CPU work of recall runs here too, so virtual
 * threads only ever wait.
 */
public final class ReaderPool implements AutoCloseable {
  private final ThreadPoolExecutor threads;

  ReaderPool(Supplier<Connection> connections, int size) {
    var number = new AtomicInteger();
    this.threads =
        new ThreadPoolExecutor(
            size,
            size,
            0,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            work -> {
              var thread = new ReaderThread(work, connections.get(), number.incrementAndGet());
              return thread;
            });
    threads.prestartAllCoreThreads();
  }

  /** Reads from the vault and waits for the answer. */
  public <T> T read(ReadCommand<T> command) {
    return await(startReading(command));
  }

  /** Starts work that reads on the way; {@link #await} gives its answer. */
  public <T> Future<T> startReading(ReadCommand<T> command) {
    return start(() -> onConnection(command));
  }

  /** Starts CPU work on a reader thread; {@link #await} gives its answer. */
  public <T> Future<T> start(Callable<T> work) {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException afterClose) {
      throw new VaultException(ErrorCode.CLOSED, "the engine is closed");
    }
  }

  /** Whether nothing waits for a reader: work that may be left out is welcome then only. */
  public boolean idle() {
    return threads.getQueue().isEmpty() && threads.getActiveCount() < threads.getMaximumPoolSize();
  }

  /** Waits for started work. */
  public static <T> T await(Future<T> work) {
    try {
      return work.get();
    } catch (InterruptedException interrupted) {
      work.cancel(false);
      Thread.currentThread().interrupt();
      throw new VaultException(ErrorCode.INTERRUPTED, "interrupted while waiting for a reader");
    } catch (ExecutionException failed) {
      switch (failed.getCause()) {
        case EngramException known -> throw known;
        case SQLException sql -> throw SqlFaults.reading(sql);
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(failed.getCause());
      }
    }
  }

  private static <T> T onConnection(ReadCommand<T> command) throws SQLException {
    return command.run(((ReaderThread) Thread.currentThread()).statements);
  }

  @Override
  public void close() {
    threads.shutdown();
    boolean interrupted = false;
    while (!threads.isTerminated()) {
      try {
        threads.awaitTermination(1, TimeUnit.SECONDS);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * One read.
   *
   * @param <T> what it answers
   */
  @FunctionalInterface
  public interface ReadCommand<T> {
    /** Reads on a reader's thread. */
    T run(Statements statements) throws SQLException;
  }

  /** The prepared statements of one reader's connection; for its thread only. */
  public static final class Statements {
    private final Connection connection;
    private final PreparedStatements prepared;

    Statements(Connection connection) {
      this.connection = connection;
      this.prepared = new PreparedStatements(connection);
    }

    /** A prepared statement, made once for each distinct text. */
    public PreparedStatement prepare(String sql) throws SQLException {
      return prepared.of(sql);
    }

    /** Runs several reads on one and the same state of the vault. */
    public <T> T consistently(ReadCommand<T> reads) throws SQLException {
      Connections.run(connection, "BEGIN");
      try {
        return reads.run(this);
      } finally {
        Connections.run(connection, "COMMIT");
      }
    }
  }

  private static final class ReaderThread extends Thread {
    private final Connection connection;
    private final Statements statements;

    ReaderThread(Runnable work, Connection connection, int number) {
      super(work, "engram-reader-" + number);
      this.connection = connection;
      this.statements = new Statements(connection);
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        super.run();
      } finally {
        try {
          connection.close();
        } catch (SQLException ignored) {
          // the process lets go of it at the latest
        }
      }
    }
  }
}
