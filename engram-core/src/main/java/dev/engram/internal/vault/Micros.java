package dev.engram.internal.vault;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as the vault keeps them: microseconds since 1970; finer parts are cut off. */
public final class Micros {
  private Micros() {}

  /** The stored number. */
  public static long of(Instant instant) {
    return Math.addExact(
        Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
  }

  /** The instant of a stored number. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
