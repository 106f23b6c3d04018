package dev.engram.internal.capture.time;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Optional;
import java.util.Set;

/**
 * How often something returns.
 *
 * @param every how many units lie between, at least 1 ("every other week": 2)
 * @param unit of what
 * @param days on which days of the week, if named
 * @param at when in the day, if named
 */
public record Recurrence(int every, Granularity unit, Set<DayOfWeek> days, Optional<LocalTime> at) {
  public Recurrence {
    if (every < 1) {
      throw new IllegalArgumentException("every " + every);
    }
    days = Set.copyOf(days);
  }
}
