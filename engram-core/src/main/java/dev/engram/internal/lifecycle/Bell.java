package dev.engram.internal.lifecycle;

import dev.engram.fault.ErrorCode;
import dev.engram.fault.VaultException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Lets threads wait until something has come true. Thread-safe. */
final class Bell {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition rung = lock.newCondition();

  /** Something has changed that somebody may wait for. */
  void ring() {
    lock.lock();
    try {
      rung.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something is true, or so long; looked at whenever the bell rings. */
  void await(BooleanSupplier until, Duration most) {
    long left = most.toNanos();
    lock.lock();
    try {
      while (left > 0 && !until.getAsBoolean()) {
        left = rung.awaitNanos(left);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new VaultException(ErrorCode.INTERRUPTED, "interrupted while waiting");
    } finally {
      lock.unlock();
    }
  }
}
