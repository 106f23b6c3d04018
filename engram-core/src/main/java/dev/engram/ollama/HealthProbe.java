package dev.engram.ollama;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/**
 * Remembers for a while whether the server answered.
 *
 * <p>Thread-safe; two threads that find the answer too old may both ask.
 */
final class HealthProbe {
  private final InstantSource clock;
  private final Duration kept;
  private final BooleanSupplier probe;
  private volatile Seen last = new Seen(Instant.MIN, false);

  HealthProbe(InstantSource clock, Duration kept, BooleanSupplier probe) {
    this.clock = clock;
    this.kept = kept;
    this.probe = probe;
  }

  private record Seen(Instant at, boolean healthy) {}

  boolean healthy() {
    var seen = last;
    var now = clock.instant();
    boolean fresh = !now.isBefore(seen.at) && now.minus(kept).isBefore(seen.at);
    if (fresh) {
      return seen.healthy;
    }
    boolean healthy = probe.getAsBoolean();
    saw(healthy);
    return healthy;
  }

  /** Takes the outcome of another request for a probe's. */
  void saw(boolean healthy) {
    last = new Seen(clock.instant(), healthy);
  }
}
