package dev.engram.internal.vault;

import dev.engram.fault.EngramException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one thread that changes the vault (spec §20).
 *
 * <p>Commands wait in a bounded queue; a full queue makes callers wait, never drops. The writer
 * takes what is waiting, runs each command in a savepoint of one transaction, commits once (one
 * fsync for the group), lets projections see the changes, and only then answers the callers. So an
 * answer means durable, and a caller that recalls afterwards finds what it wrote.
 *
 * <p>A command that fails is undone alone. A disk that fails undoes the whole group and breaks the
 * writer for good: every later write fails with that cause while reads go on. A full disk undoes
 * the group and is tried afresh by the next write.
 */
public final class Writer implements AutoCloseable {
  private static final int MAX_GROUP = 256;

  private final Connection connection;
  private final Transaction transaction;
  private final BlockingQueue<PendingWrite<?>> queue;
  private final Consumer<List<Change>> afterCommit;
  private final Thread thread;
  private volatile Optional<EngramException> broken = Optional.empty();
  private volatile boolean closing;

  Writer(Connection connection, int queueLength, Consumer<List<Change>> afterCommit) {
    this.connection = connection;
    this.transaction = new Transaction(connection);
    this.queue = new ArrayBlockingQueue<>(queueLength);
    this.afterCommit = afterCommit;
    this.thread = Thread.ofPlatform().name("engram-writer").daemon().unstarted(this::loop);
    this.thread.start();
  }

  /**
   * Runs a command and waits until it is durable.
   *
   * @throws EngramException if it failed, in which case nothing of it was kept; {@link
   *     ErrorCode#INTERRUPTED} if the caller was interrupted before the command began
   */
  public <T> T write(WriteCommand<T> command) {
    return submit(new PendingWrite<>(command, false));
  }

  /**
   * Runs upkeep on the writer's thread, between groups, and waits for it: what cannot be part of a
   * transaction (a checkpoint, a vacuum), and what must not see writes of its own group that no
   * projection has followed yet.
   */
  public <T> T upkeep(WriteCommand<T> command) {
    return submit(new PendingWrite<>(command, true));
  }

  /**
   * Runs a command in a transaction of its own, between groups, and right after its commit what
   * depends on it: no other command runs in between.
   *
   * @param then is handed the writer's statements, for reading, and what the command answered
   */
  public <T> T exclusively(WriteCommand<T> command, Sequel<T> then) {
    return submit(
        new PendingWrite<>(
            tx -> {
              T result = committed(tx, command);
              List<Change> changes = tx.takeChanges();
              then.run(tx, result);
              if (!changes.isEmpty()) {
                tell(changes);
              }
              return result;
            },
            true));
  }

  /** What follows on a commit, on the writer's thread. */
  @FunctionalInterface
  public interface Sequel<T> {
    /** Follows. */
    void run(Transaction reads, T result) throws SQLException;
  }

  private <T> T committed(Transaction tx, WriteCommand<T> command) throws SQLException {
    Connections.run(connection, "BEGIN IMMEDIATE");
    boolean done = false;
    try {
      T result = command.run(tx);
      Connections.run(connection, "COMMIT");
      done = true;
      tx.committed();
      return result;
    } finally {
      if (!done) {
        tx.takeChanges();
        tx.undoneAfter(0);
        Connections.run(connection, "ROLLBACK");
      }
    }
  }

  private <T> T submit(PendingWrite<T> pending) {
    refuseWhenUnusable();
    try {
      queue.put(pending);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new VaultException(
          ErrorCode.INTERRUPTED, "interrupted while waiting for the writer; nothing was written");
    }
    if (closing && !thread.isAlive()) {
      failWaiting();
    }
    return pending.await();
  }

  /** Why writes fail, once the writer is broken. */
  public Optional<EngramException> broken() {
    return broken;
  }

  /** How many commands wait. */
  public int depth() {
    return queue.size();
  }

  private void refuseWhenUnusable() {
    if (closing) {
      throw closed();
    }
    broken.ifPresent(cause -> {
      throw new VaultException(
          ErrorCode.WRITER_BROKEN,
          "the vault is read-only until it is opened again: " + cause.code().label(),
          cause);
    });
  }

  Transaction statements() {
    return transaction;
  }

  private static VaultException closed() {
    return new VaultException(ErrorCode.CLOSED, "the engine is closed");
  }

  private void loop() {
    var group = new ArrayList<PendingWrite<?>>(MAX_GROUP);
    while (!closing || !queue.isEmpty()) {
      group.clear();
      group.add(next());
      queue.drainTo(group, MAX_GROUP - 1);
      group.removeIf(pending -> !pending.begin());
      var upkeep = group.stream().filter(PendingWrite::alone).toList();
      group.removeIf(PendingWrite::alone);
      if (!group.isEmpty()) {
        runGroup(group);
      }
      upkeep.forEach(this::runAlone);
    }
    failWaiting();
  }

  private PendingWrite<?> next() {
    while (true) {
      try {
        return queue.take();
      } catch (InterruptedException nobodyShould) {
        // only close() ends this thread, by a command
      }
    }
  }

  private void failWaiting() {
    PendingWrite<?> late = queue.poll();
    while (late != null) {
      if (late.begin()) {
        late.fail(closed());
        late.answer();
      }
      late = queue.poll();
    }
  }

  private void runGroup(List<PendingWrite<?>> group) {
    List<Change> changes = List.of();
    try {
      refuseWhenBroken();
      Connections.run(connection, "BEGIN IMMEDIATE");
      for (PendingWrite<?> pending : group) {
        runInSavepoint(pending);
      }
      Connections.run(connection, "COMMIT");
      changes = transaction.takeChanges();
      transaction.committed();
    } catch (SQLException failed) {
      abandon(group, SqlFaults.writing(failed), SqlFaults.breaksWriter(failed));
    } catch (EngramException refused) {
      abandon(group, refused, false);
    }
    if (!changes.isEmpty()) {
      tell(changes);
    }
    group.forEach(PendingWrite::answer);
  }

  /**
   * What was committed stays so, even if indexes cannot follow; but then nothing more is written.
   */
  private void tell(List<Change> changes) {
    try {
      afterCommit.accept(changes);
    } catch (RuntimeException | Error bug) {
      broken = Optional.of(unexpected(bug));
    }
  }

  private static VaultException unexpected(Throwable bug) {
    return new VaultException(
        ErrorCode.WRITE_FAILED, "the writer met a " + bug.getClass().getName(), bug);
  }

  private void runAlone(PendingWrite<?> upkeep) {
    try {
      refuseWhenBroken();
      upkeep.run(transaction);
    } catch (SQLException failed) {
      upkeep.fail(SqlFaults.writing(failed));
    } catch (RuntimeException failed) {
      upkeep.fail(failed);
    } catch (Error bug) {
      upkeep.fail(unexpected(bug));
    }
    upkeep.answer();
  }

  private void refuseWhenBroken() {
    broken.ifPresent(cause -> {
      throw new VaultException(ErrorCode.WRITER_BROKEN, "an earlier write broke the writer", cause);
    });
  }

  private void runInSavepoint(PendingWrite<?> pending) throws SQLException {
    int noted = transaction.noted();
    int waiting = transaction.waiting();
    Connections.run(connection, "SAVEPOINT command");
    try {
      pending.run(transaction);
    } catch (SQLException failed) {
      if (SqlFaults.losesTransaction(failed)) {
        throw failed;
      }
      undo(pending, SqlFaults.writing(failed), noted, waiting);
      return;
    } catch (RuntimeException failed) {
      undo(pending, failed, noted, waiting);
      return;
    } catch (Error bug) {
      // The thread must live on: a caller whose writer died would wait for ever.
      undo(pending, unexpected(bug), noted, waiting);
      return;
    }
    Connections.run(connection, "RELEASE command");
  }

  private void undo(PendingWrite<?> pending, RuntimeException cause, int noted, int waiting)
      throws SQLException {
    Connections.run(connection, "ROLLBACK TO command");
    Connections.run(connection, "RELEASE command");
    transaction.dropChangesAfter(noted);
    transaction.undoneAfter(waiting);
    pending.fail(cause);
  }

  private void abandon(List<PendingWrite<?>> group, EngramException cause, boolean forGood) {
    transaction.takeChanges();
    transaction.undoneAfter(0);
    try {
      Connections.run(connection, "ROLLBACK");
    } catch (SQLException alreadyRolledBack) {
      // SQLite rolls back by itself after some errors
    }
    if (forGood) {
      broken = Optional.of(cause);
    }
    group.forEach(pending -> pending.fail(cause));
  }

  /** Runs what is waiting, then stops; idempotent. */
  @Override
  public void close() {
    boolean interrupted = false;
    closing = true;
    while (thread.isAlive()) {
      try {
        queue.offer(new PendingWrite<>(transaction -> true, true), 1, TimeUnit.SECONDS);
        thread.join(100);
      } catch (InterruptedException again) {
        interrupted = true;
      }
    }
    failWaiting();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
