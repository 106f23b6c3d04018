package dev.engram.internal.capture.time;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;

/** A length of time as it is said: "two years and a month". */
record Amount(List<Part> parts) {
  private static final long LONGEST = 366L * 86_400 * 100_000;

  /** So many of a unit. */
  record Part(double count, Granularity unit) {}

  Amount {
    parts = List.copyOf(parts);
  }

  static Amount of(double count, Granularity unit) {
    return new Amount(List.of(new Part(count, unit)));
  }

  /** The finest of its units. */
  Granularity finest() {
    return parts.stream().map(Part::unit).min(Enum::compareTo).orElseThrow();
  }

  /** Whether it is a whole number of days. */
  boolean days() {
    return !finest().withinDay()
        && parts.stream()
            .noneMatch(part ->
                part.unit().compareTo(Granularity.DAY) <= 0
                    && part.count() != Math.rint(part.count()));
  }

  /** About how long it is, months being of 30 days and years of 365. */
  Duration length() {
    double seconds = 0;
    for (Part part : parts) {
      seconds += part.count() * part.unit().seconds();
    }
    double bounded = Math.min(seconds, LONGEST);
    return Duration.ofMillis(Math.round(bounded * 1000));
  }

  /** Whether no calendar reaches so far. */
  boolean absurd() {
    return length().toSeconds() > 10_000L * 366 * 86_400;
  }

  /** A time moved by it, forward or backward. */
  LocalDateTime shift(LocalDateTime time, boolean forward) {
    if (absurd()) {
      return forward ? LocalDateTime.MAX.withYear(99_999) : LocalDateTime.MIN.withYear(-99_999);
    }
    LocalDateTime moved = time;
    for (Part part : parts) {
      double count = forward ? part.count() : -part.count();
      long whole = (long) count;
      double rest = count - whole;
      moved = part.unit().shift(moved, whole);
      moved =
          switch (part.unit()) {
            case DECADE, CENTURY, YEAR ->
                moved.plusMonths(Math.round(rest * part.unit().seconds() / (365 * 86_400L) * 12));
            case HALF_YEAR, QUARTER, SEASON, MONTH, FORTNIGHT, WEEK, WORKWEEK, WEEKEND ->
                moved.plusDays(Math.round(rest * part.unit().seconds() / 86_400));
            default -> moved.plusSeconds(Math.round(rest * part.unit().seconds()));
          };
    }
    return moved;
  }
}
