package dev.engram.internal.index.select;

import dev.engram.internal.index.filter.OrdinalFilter;
import java.time.Duration;

/**
 * How lately memories were of use, and so how finely their vectors are kept in memory (spec §36.2).
 * What is neither hot nor warm is cold. Immutable; thread-safe.
 *
 * @param hot written or recalled within {@link #HOT_FOR}: no more than there is room for, the
 *     latest first
 * @param warm written or recalled within {@link #WARM_FOR}; may name the hot ones too
 */
public record Temperatures(OrdinalFilter hot, OrdinalFilter warm) {
  /** What was used since so long ago is hot. */
  public static final Duration HOT_FOR = Duration.ofDays(7);

  /** What was used since so long ago is not cold. */
  public static final Duration WARM_FOR = Duration.ofDays(30);

  /** What was recalled so often cools at half the speed. */
  public static final int OFTEN = 5;
}
