package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A stretch of time that a question speaks of. Immutable.
 *
 * @param kind how what is wanted lies to it
 * @param from its first moment; there unless the kind is {@link Kind#BEFORE}
 * @param to the first moment after it; there unless the kind is {@link Kind#AFTER}
 * @param grain about how long one unit is in which it was stated: a day for "on 7 May", 365 days
 *     for "in 2023"; a measure for how far off may still count
 * @param weight how likely this reading of the words is, above 0 to 1; the readings of the same
 *     words sum to at most 1
 * @param anyYear whether the words name no year, so that the same days of another year may be meant
 * @param start where its words begin in the question, in UTF-16 units
 * @param end where they end
 */
public record TimeRange(
    Kind kind,
    Optional<Instant> from,
    Optional<Instant> to,
    Duration grain,
    double weight,
    boolean anyYear,
    int start,
    int end) {
  /** How what is wanted lies to a stretch of time. */
  public enum Kind {
    /** In it. */
    WITHIN,
    /** Before its end, which is all that is known of it. */
    BEFORE,
    /** From its beginning on, which is all that is known of it. */
    AFTER,
    /** In it or near it: "around 5 May", "recently". */
    AROUND
  }

  public TimeRange {
    if (from.isEmpty() != (kind == Kind.BEFORE) || to.isEmpty() != (kind == Kind.AFTER)) {
      throw InvalidInputException.query("plan.times", "has ends that do not fit " + kind);
    }
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw InvalidInputException.query("plan.times", "ends before it begins");
    }
    if (grain.isNegative()) {
      throw InvalidInputException.query("plan.times.grain", "must be 0 or more, got " + grain);
    }
    if (!(weight > 0 && weight <= 1)) {
      throw InvalidInputException.query("plan.times.weight", "must be above 0 to 1, got " + weight);
    }
    if (start < 0 || end < start) {
      throw InvalidInputException.query("plan.times.start", "is no span: " + start + " to " + end);
    }
  }

  /** A stretch that a caller names, from a moment to before another. */
  public static TimeRange within(Instant from, Instant to) {
    return new TimeRange(
        Kind.WITHIN, Optional.of(from), Optional.of(to), Duration.ofDays(1), 1, false, 0, 0);
  }

  /** From a moment on. */
  public static TimeRange after(Instant from) {
    return new TimeRange(
        Kind.AFTER, Optional.of(from), Optional.empty(), Duration.ofDays(1), 1, false, 0, 0);
  }

  /** Before a moment. */
  public static TimeRange before(Instant to) {
    return new TimeRange(
        Kind.BEFORE, Optional.empty(), Optional.of(to), Duration.ofDays(1), 1, false, 0, 0);
  }

  /** Whether a moment lies in it. */
  public boolean holds(Instant moment) {
    return from.map(first -> !moment.isBefore(first)).orElse(true)
        && to.map(end -> moment.isBefore(end) || (moment.equals(end) && from.equals(to)))
            .orElse(true);
  }

  /** Shows no moment: it is content. */
  @Override
  public String toString() {
    return "TimeRange[" + kind + ", grain=" + grain + "]";
  }
}
