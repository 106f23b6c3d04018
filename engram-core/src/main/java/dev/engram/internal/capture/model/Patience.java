package dev.engram.internal.capture.model;

import java.time.Duration;

/**
 * How long a language model is waited for.
 *
 * @param timeout for all that one text takes, a second try included; positive, at most 10 minutes
 * @param pause in which it is not asked after it failed; doubles with each further failure, up to
 *     16 times; zero to 1 hour
 */
public record Patience(Duration timeout, Duration pause) {
  /** 10 s for an answer, 30 s of rest after a failure. */
  public static final Patience DEFAULT =
      new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30));

  public Patience {
    if (!timeout.isPositive() || timeout.compareTo(Duration.ofMinutes(10)) > 0) {
      throw new IllegalArgumentException(
          "timeout must be positive and at most PT10M, got " + timeout);
    }
    if (pause.isNegative() || pause.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("pause must be zero to PT1H, got " + pause);
    }
  }
}
