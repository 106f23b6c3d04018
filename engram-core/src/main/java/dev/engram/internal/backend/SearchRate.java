package dev.engram.internal.backend;

import java.time.InstantSource;
import java.util.Arrays;
import java.util.OptionalInt;

/**
 * Lets so many searches through in any minute, all of them at once if need be. Thread-safe;
 * constant time; eight bytes a search of a minute.
 */
final class SearchRate {
  private static final long MINUTE = 60_000;

  private final InstantSource clock;
  private final long[] latest; // when each of the last ones was let through, around
  private int next;

  SearchRate(InstantSource clock, OptionalInt most) {
    this.clock = clock;
    this.latest = new long[most.orElse(0)];
    Arrays.fill(latest, Long.MIN_VALUE);
  }

  /** Whether one more may go now; counts it if so. */
  synchronized boolean admits() {
    if (latest.length == 0) {
      return true;
    }
    long now = clock.millis();
    long oldest = latest[next];
    boolean setBack = oldest > now;
    if (oldest != Long.MIN_VALUE && now - oldest < MINUTE && !setBack) {
      return false;
    }
    latest[next] = now;
    next = (next + 1) % latest.length;
    return true;
  }
}
