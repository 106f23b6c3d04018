package dev.engram.internal.vault;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way through the writer, and the place where its caller waits.
 *
 * <p>A caller that is interrupted withdraws its command if the writer has not begun it; else it
 * waits the few milliseconds until the outcome is known, and answers that with its interrupt flag
 * set. So no caller is ever unsure whether its write happened.
 */
final class PendingWrite<T> {
  private enum Stage {
    WAITING,
    BEGUN,
    WITHDRAWN
  }

  private final WriteCommand<T> command;
  private final boolean alone;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private final CountDownLatch answered = new CountDownLatch(1);
  private @Nullable T result;
  private @Nullable RuntimeException failure;

  PendingWrite(WriteCommand<T> command, boolean alone) {
    this.command = command;
    this.alone = alone;
  }

  /** Whether the command runs outside of any transaction. */
  boolean alone() {
    return alone;
  }

  /** Claims the command for the writer; false if its caller withdrew it. */
  boolean begin() {
    return stage.compareAndSet(Stage.WAITING, Stage.BEGUN);
  }

  void run(Transaction transaction) throws SQLException {
    result = command.run(transaction);
  }

  void fail(RuntimeException cause) {
    if (failure == null) {
      failure = cause;
    }
  }

  /** Lets the caller go on. */
  void answer() {
    answered.countDown();
  }

  T await() {
    boolean interrupted = false;
    while (true) {
      try {
        answered.await();
        break;
      } catch (InterruptedException now) {
        interrupted = true;
        if (stage.compareAndSet(Stage.WAITING, Stage.WITHDRAWN)) {
          Thread.currentThread().interrupt();
          throw new VaultException(
              ErrorCode.INTERRUPTED,
              "interrupted while waiting for the writer; nothing was written");
        }
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    if (failure != null) {
      throw failure;
    }
    return Objects.requireNonNull(result, "a command that did not fail has answered");
  }
}
