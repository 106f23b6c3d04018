package dev.engram.internal.access;

import dev.engram.scope.Principal;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets answers to untrusted principals take whole steps of time (spec §10.8.1), so that how long
 * one took tells little of what was looked at. Answers and refusals take alike. Thread-safe.
 */
public final class Envelope {
  private final long step;
  private final Stopwatch time;

  public Envelope(Duration step, Stopwatch time) {
    this.step = step.toNanos();
    this.time = time;
  }

  /** Makes a call; returns or fails when its step is over, or at once if it is interrupted. */
  public <T> T around(Principal principal, Supplier<T> call) {
    if (step == 0 || !principal.isUntrusted()) {
      return call.get();
    }
    long begun = time.nanos();
    try {
      return call.get();
    } finally {
      finish(begun);
    }
  }

  private void finish(long begun) {
    long taken = Math.max(0, time.nanos() - begun);
    long left = step - taken % step;
    try {
      time.rest(left);
    } catch (InterruptedException hurried) {
      Thread.currentThread().interrupt();
    }
  }
}
