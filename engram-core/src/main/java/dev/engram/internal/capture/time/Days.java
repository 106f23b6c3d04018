package dev.engram.internal.capture.time;

import java.time.LocalDate;
import java.time.LocalDateTime;

/**
 * Whole days.
 *
 * @param from the first
 * @param to the day after the last
 */
record Days(LocalDate from, LocalDate to) {
  static Days of(LocalDate day) {
    return new Days(day, day.plusDays(1));
  }

  /** The one of a unit that holds a day. */
  static Days of(LocalDate day, Granularity unit) {
    LocalDateTime start = unit.floor(day.atStartOfDay());
    return new Days(start.toLocalDate(), unit.end(start).toLocalDate());
  }

  boolean holds(LocalDate day) {
    return !day.isBefore(from) && day.isBefore(to);
  }

  Days plusMonths(long months) {
    return new Days(from.plusMonths(months), to.plusMonths(months));
  }
}
