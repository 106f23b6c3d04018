package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.time.Instant;

/**
 * A stretch of time, half open: {@code from} belongs to it, {@code to} does not; when the two are
 * equal it is a moment.
 *
 * @param from the first instant
 * @param to the first instant after, not before {@code from}
 */
public record TimeSpan(Instant from, Instant to) {
  private static final Instant EARLIEST = Instant.parse("-4000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("+10000-01-01T00:00:00Z");

  public TimeSpan {
    if (to.isBefore(from)) {
      throw InvalidInputException.of("time.to", "lies before time.from");
    }
    if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
      throw InvalidInputException.of("time", "must lie between the years -4000 and 9999");
    }
  }

  /** A moment. */
  public static TimeSpan at(Instant moment) {
    return new TimeSpan(moment, moment);
  }

  /** Whether the two share an instant. */
  public boolean overlaps(TimeSpan other) {
    return from.isBefore(other.end()) && other.from.isBefore(end());
  }

  private Instant end() {
    return to.equals(from) ? from.plusNanos(1) : to;
  }
}
