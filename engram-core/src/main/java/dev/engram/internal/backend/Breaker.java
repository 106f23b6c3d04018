package dev.engram.internal.backend;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Decides whether a store is asked at all. Closed, it is; when 3 of its last 20 answers were faults
 * it opens, and the store rests for 30 seconds; then one question is let through: a sound answer
 * closes it, a fault sends the store to rest again for twice as long, 5 minutes at most.
 *
 * <p>Thread-safe. Whoever was admitted says once how it ended.
 */
final class Breaker {
  static final int WINDOW = 20;
  static final int FAULTS = 3;
  static final Duration REST = Duration.ofSeconds(30);
  static final Duration LONGEST_REST = Duration.ofMinutes(5);

  private final InstantSource clock;
  private State state = State.CLOSED;
  private int outcomes; // the last ones, a bit each, 1 for a fault
  private Duration rest = REST;
  private Instant until = Instant.MIN;

  /** Whether questions are let through. */
  enum State {
    /** All are. */
    CLOSED,
    /** None is. */
    OPEN,
    /** One is under way, to see. */
    TRYING
  }

  Breaker(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether the store may be asked now. */
  synchronized boolean admits() {
    if (state == State.OPEN) {
      Instant now = clock.instant();
      // a clock that was set back must not make the rest longer
      boolean rested = !now.isBefore(until) || until.isAfter(now.plus(rest));
      if (rested) {
        state = State.TRYING;
      }
      return rested;
    }
    return state == State.CLOSED;
  }

  /** A question was answered as it should be. */
  synchronized void sound() {
    if (state == State.TRYING) {
      state = State.CLOSED;
      outcomes = 0;
      rest = REST;
    } else if (state == State.CLOSED) {
      outcomes <<= 1;
    }
  }

  /** A question was answered late, wrongly or not at all. */
  synchronized void fault() {
    if (state == State.TRYING) {
      rest = min(rest.multipliedBy(2), LONGEST_REST);
      open();
    } else if (state == State.CLOSED) {
      outcomes = outcomes << 1 | 1;
      if (Integer.bitCount(outcomes & ((1 << WINDOW) - 1)) >= FAULTS) {
        open();
      }
    }
  }

  /** The question that was let through was not put after all. */
  synchronized void unused() {
    if (state == State.TRYING) {
      state = State.OPEN;
    }
  }

  /** The store is new: nothing is known against it. */
  synchronized void reset() {
    state = State.CLOSED;
    outcomes = 0;
    rest = REST;
  }

  synchronized State state() {
    return state;
  }

  private void open() {
    state = State.OPEN;
    outcomes = 0;
    until = clock.instant().plus(rest);
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
