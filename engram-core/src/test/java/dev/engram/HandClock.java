package dev.engram;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands until a test moves it. */
public final class HandClock implements InstantSource {
  private volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  /** Goes on, or back when {@code by} is negative. */
  public synchronized void move(Duration by) {
    now = now.plus(by);
  }
}
