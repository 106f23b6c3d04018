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

  /** Whether the two share an instant; a moment on the other's first instant counts. */
  public boolean overlaps(TimeSpan other) {
    if (from.equals(other.from)) {
      return true;
    }
    return from.isBefore(other.to) && other.from.isBefore(to)
        || (from.equals(to) && !from.isBefore(other.from) && from.isBefore(other.to))
        || (other.from.equals(other.to)
            && !other.from.isBefore(from)
            && other.from.isBefore(to));
  }
}
