package dev.engram.internal.lifecycle;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Says how much may be done by now: so much a second, and no more than a few seconds' worth at once
 * after a pause. By the host's clock. Not thread-safe.
 */
final class Pace {
  private static final Duration MOST_SAVED = Duration.ofSeconds(5);

  private final int perSecond;
  private final InstantSource clock;
  private Instant last;
  private double saved;

  Pace(int perSecond, InstantSource clock) {
    this.perSecond = perSecond;
    this.clock = clock;
    this.last = clock.instant();
    this.saved = perSecond;
  }

  /** How much may be done now; a second's worth at the beginning. */
  int due() {
    Instant now = clock.instant();
    double seconds =
        Duration.between(last, now).toNanos() / (double) Duration.ofSeconds(1).toNanos();
    last = now;
    saved =
        Math.min(
            saved + Math.max(0, seconds) * perSecond, (double) MOST_SAVED.toSeconds() * perSecond);
    return (int) saved;
  }

  /** So much was done. */
  void done(int much) {
    saved -= much;
  }
}
