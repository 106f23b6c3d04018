package dev.engram;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that stands until a test moves it. */
public final class HandClock implements InstantSource {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Goes on, or back when {@code by} is negative. */
  public void move(Duration by) {
    now.updateAndGet(instant -> instant.plus(by));
  }
}
