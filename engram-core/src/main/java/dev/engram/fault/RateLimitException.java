package dev.engram.fault;

import java.time.Duration;

/** The principal asks or brings too much in too short a time; nothing was done. */
public final class RateLimitException extends EngramException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  /**
   * Too much of something.
   *
   * @param what what there is too much of, in the plural
   * @param most how many there may be
   * @param span in what
   * @param retryAfter after how long the same call may be let through
   */
  public RateLimitException(String what, int most, String span, Duration retryAfter) {
    super(
        ErrorCode.RATE_LIMITED,
        "at most "
            + most
            + " "
            + what
            + " "
            + span
            + " for this principal; try again in "
            + Math.max(1, retryAfter.plusMillis(999).toSeconds())
            + " s");
    this.retryAfter = retryAfter;
  }

  /** After how long the same call may be let through, if nothing else is asked meanwhile. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
