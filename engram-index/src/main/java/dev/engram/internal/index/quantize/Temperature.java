package dev.engram.internal.index.quantize;

import java.time.Duration;
import java.time.Instant;

/** How lately a memory was used, and so how precise its copy in memory is (spec §36.2). */
public enum Temperature {
  /** Used within the last 7 days: full precision. */
  HOT,
  /** Used within the last 30 days: 8 bits a component. */
  WARM,
  /** Not used for 30 days or more: a product code or one bit a component. */
  COLD;

  private static final Duration WEEK = Duration.ofDays(7);

  /** What was used since so long ago is not cold. */
  public static final Duration WARM_FOR = Duration.ofDays(30);

  /** The temperature at {@code now} of what was used last at {@code lastUsed}, past or future. */
  public static Temperature of(Instant lastUsed, Instant now) {
    if (lastUsed.isAfter(now.minus(WEEK))) {
      return HOT;
    }
    return lastUsed.isAfter(now.minus(WARM_FOR)) ? WARM : COLD;
  }
}
