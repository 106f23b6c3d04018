package dev.engram.internal.capture.time;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** How fine a time is stated, finest first. Weeks begin on Monday; nothing here is ambiguous. */
public enum Granularity {
  SECOND(1),
  MINUTE(60),
  HOUR(3_600),
  /** A morning, a night; counted, a night is a day. */
  DAY_PART(86_400),
  DAY(86_400),
  /** Saturday and Sunday. */
  WEEKEND(2 * 86_400),
  /** Monday to Friday. */
  WORKWEEK(5 * 86_400),
  WEEK(7 * 86_400),
  FORTNIGHT(14 * 86_400),
  /** Counted as 30 days where a length is needed. */
  MONTH(30 * 86_400),
  /** Meteorological: three whole months. */
  SEASON(90 * 86_400),
  QUARTER(90 * 86_400),
  HALF_YEAR(180 * 86_400),
  /** Counted as 365 days where a length is needed. */
  YEAR(365 * 86_400L),
  DECADE(3_650 * 86_400L),
  CENTURY(36_500 * 86_400L);

  private final long seconds;

  Granularity(long seconds) {
    this.seconds = seconds;
  }

  /** About how long one is, in seconds. */
  public long seconds() {
    return seconds;
  }

  /** Whether it is less than a day. */
  boolean withinDay() {
    return this == SECOND || this == MINUTE || this == HOUR;
  }

  /** The time that lies {@code count} of these later, or earlier if it is negative. */
  LocalDateTime shift(LocalDateTime time, long count) {
    return switch (this) {
      case SECOND -> time.plusSeconds(count);
      case MINUTE -> time.plusMinutes(count);
      case HOUR -> time.plusHours(count);
      case DAY_PART, DAY -> time.plusDays(count);
      case WEEKEND, WORKWEEK, WEEK -> time.plusWeeks(count);
      case FORTNIGHT -> time.plusWeeks(2 * count);
      case MONTH -> time.plusMonths(count);
      case SEASON, QUARTER -> time.plusMonths(3 * count);
      case HALF_YEAR -> time.plusMonths(6 * count);
      case YEAR -> time.plusYears(count);
      case DECADE -> time.plusYears(10 * count);
      case CENTURY -> time.plusYears(100 * count);
    };
  }

  /** The beginning of the one that holds a time. */
  LocalDateTime floor(LocalDateTime time) {
    LocalDateTime day = time.truncatedTo(ChronoUnit.DAYS);
    LocalDateTime month = day.withDayOfMonth(1);
    int year = time.getYear();
    return switch (this) {
      case SECOND -> time.truncatedTo(ChronoUnit.SECONDS);
      case MINUTE -> time.truncatedTo(ChronoUnit.MINUTES);
      case HOUR -> time.truncatedTo(ChronoUnit.HOURS);
      case DAY_PART, DAY -> day;
      case WORKWEEK, WEEK, FORTNIGHT -> monday(day);
      case WEEKEND -> monday(day).plusDays(5);
      case MONTH -> month;
      case QUARTER -> month.withMonth((time.getMonthValue() - 1) / 3 * 3 + 1);
      case SEASON -> month.minusMonths(time.getMonthValue() % 3);
      case HALF_YEAR -> month.withMonth((time.getMonthValue() - 1) / 6 * 6 + 1);
      case YEAR -> month.withMonth(1);
      case DECADE -> month.withMonth(1).withYear(Math.floorDiv(year, 10) * 10);
      case CENTURY -> month.withMonth(1).withYear(Math.floorDiv(year, 100) * 100);
    };
  }

  /** The end of one that begins at a time. */
  LocalDateTime end(LocalDateTime start) {
    return switch (this) {
      case WEEKEND -> start.plusDays(2);
      case WORKWEEK -> start.plusDays(5);
      default -> shift(start, 1);
    };
  }

  private static LocalDateTime monday(LocalDateTime day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }
}
