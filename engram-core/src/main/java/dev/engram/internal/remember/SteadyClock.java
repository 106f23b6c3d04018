package dev.engram.internal.remember;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The host's clock, kept from going backwards: when it is set back, time stands still until it has
 * caught up, so what is learned later is never dated earlier. Whole microseconds, as the vault
 * keeps them. Thread-safe.
 */
public final class SteadyClock {
  private final InstantSource source;
  private final AtomicReference<Instant> latest = new AtomicReference<>(Instant.MIN);

  public SteadyClock(InstantSource source) {
    this.source = source;
  }

  /** The present, never before an earlier answer. */
  public Instant now() {
    Instant now = source.instant().truncatedTo(ChronoUnit.MICROS);
    return latest.accumulateAndGet(now, (one, other) -> one.isAfter(other) ? one : other);
  }
}
