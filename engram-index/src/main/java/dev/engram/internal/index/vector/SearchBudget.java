package dev.engram.internal.index.vector;

import java.time.Duration;

/**
 * How long a search may take. Indexes look at the clock between blocks of work, so a search may
 * overrun by one block, some ten microseconds. Immutable; thread-safe.
 *
 * @param deadline on the scale of {@link System#nanoTime}; {@link Long#MAX_VALUE} for none
 */
public record SearchBudget(long deadline) {
  /** As long as it takes. */
  public static final SearchBudget NONE = new SearchBudget(Long.MAX_VALUE);

  /** From now on, at most {@code time}. */
  public static SearchBudget of(Duration time) {
    return new SearchBudget(System.nanoTime() + time.toNanos());
  }

  /** Whether the time is over. */
  public boolean spent() {
    return deadline != Long.MAX_VALUE && System.nanoTime() - deadline >= 0;
  }
}
