package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import java.time.Duration;

/**
 * What principals may ask, bring and learn, apart from what they see (spec §10.8, §10.16, §10.17).
 * Immutable; each method returns new options.
 *
 * @param untrusted limits of principals that are not trusted
 * @param trusted limits of all others
 * @param sessionPause after how long without a call a session is another one, 1 s to 1 day
 * @param noise scale of the Laplace noise on relevance before it is told to an untrusted principal
 *     as a band, 0 for none to 1; 0.05 is usual (§10.16.3). The same question gets the same noise,
 *     so that asking again averages nothing out; what is found, and its order, stays
 * @param envelope what an untrusted principal waits for an answer or a refusal is a multiple of
 *     this, 0 for as long as it takes, to 10 s
 */
public record AccessOptions(
    AccessLimits untrusted,
    AccessLimits trusted,
    Duration sessionPause,
    double noise,
    Duration envelope) {
  private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  private static final Duration LONGEST_ENVELOPE = Duration.ofSeconds(10);

  public AccessOptions {
    if (sessionPause.compareTo(SHORTEST_PAUSE) < 0 || sessionPause.compareTo(LONGEST_PAUSE) > 0) {
      throw InvalidInputException.option(
          "access.sessionPause", "must be 1 s to 1 day, got " + sessionPause);
    }
    if (!(noise >= 0 && noise <= 1)) {
      throw InvalidInputException.option("access.noise", "must be 0 to 1, got " + noise);
    }
    if (envelope.isNegative() || envelope.compareTo(LONGEST_ENVELOPE) > 0) {
      throw InvalidInputException.option("access.envelope", "must be 0 to 10 s, got " + envelope);
    }
  }

  /** Limits for untrusted principals, none for the host's own; no noise, no envelope. */
  public static AccessOptions defaults() {
    return new AccessOptions(
        AccessLimits.UNTRUSTED, AccessLimits.NONE, Duration.ofMinutes(30), 0, Duration.ZERO);
  }

  /** Bounds untrusted principals so. */
  public AccessOptions withUntrusted(AccessLimits limits) {
    return new AccessOptions(limits, trusted, sessionPause, noise, envelope);
  }

  /** Bounds all others so. */
  public AccessOptions withTrusted(AccessLimits limits) {
    return new AccessOptions(untrusted, limits, sessionPause, noise, envelope);
  }

  /** Takes a session for another after so long without a call. */
  public AccessOptions withSessionPause(Duration pause) {
    return new AccessOptions(untrusted, trusted, pause, noise, envelope);
  }

  /** Blurs relevance with noise of this scale. */
  public AccessOptions withNoise(double scale) {
    return new AccessOptions(untrusted, trusted, sessionPause, scale, envelope);
  }

  /** Answers untrusted principals after a multiple of this. */
  public AccessOptions withEnvelope(Duration step) {
    return new AccessOptions(untrusted, trusted, sessionPause, noise, step);
  }
}
