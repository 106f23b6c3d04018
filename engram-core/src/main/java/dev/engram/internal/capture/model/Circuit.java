package dev.engram.internal.capture.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps calls from something that is down. After a failure none passes for a while, then one; if
 * that fails too the while doubles, up to 16 times the first; if it succeeds, all pass.
 *
 * <p>Thread-safe.
 */
final class Circuit {
  private static final int MOST_DOUBLINGS = 4;

  private final InstantSource clock;
  private final Duration pause;
  private int failures;
  private Instant since = Instant.MIN;

  Circuit(InstantSource clock, Duration pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /** Whether a call may pass now. If it is the one that tries, others wait as long again. */
  synchronized boolean lets() {
    if (failures == 0) {
      return true;
    }
    var now = clock.instant();
    var current = pause.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
    boolean resting = !now.isBefore(since) && now.isBefore(since.plus(current));
    if (!resting) {
      since = now;
    }
    return !resting;
  }

  synchronized void failed() {
    failures++;
    since = clock.instant();
  }

  synchronized void succeeded() {
    failures = 0;
  }
}
