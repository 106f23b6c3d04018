package dev.engram.internal.capture.time;

import dev.engram.internal.capture.text.Span;
import dev.engram.memory.TimeSpan;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A temporal expression in a text, and what it means there.
 *
 * @param span where it stands
 * @param kind what it is
 * @param granularity how fine it is stated: "two years ago" is a day by reckoning and a year by
 *     granularity
 * @param readings every way to read it, the likeliest first; empty for a duration, a set and what
 *     hangs on an event
 * @param length how long, for a duration
 * @param recurrence how often, for a set
 * @param event what it hangs on, for {@link Kind#RELATIVE_TO_EVENT}
 */
public record TimeMention(
    Span span,
    Kind kind,
    Granularity granularity,
    List<Reading> readings,
    Optional<Duration> length,
    Optional<Recurrence> recurrence,
    Optional<Event> event) {

  /** What a temporal expression is. */
  public enum Kind {
    /** A day, or a time reckoned to the day. */
    DATE,
    /** Days, open at one end perhaps. */
    DATE_RANGE,
    /** A time of day on no stated day; read on the day of the text. */
    TIME,
    /** Hours of no stated day; read on the day of the text. */
    TIME_RANGE,
    /** A time of a day. */
    DATE_TIME,
    /** Hours of a day. */
    DATE_TIME_RANGE,
    /** A length of time. */
    DURATION,
    /** A time that returns. */
    SET,
    /** Before or after something whose time the words do not tell. */
    RELATIVE_TO_EVENT
  }

  /**
   * What a time hangs on.
   *
   * @param where its words stand
   * @param after whether the time follows it; otherwise it precedes it
   */
  public record Event(Span where, boolean after) {}

  public TimeMention {
    readings = List.copyOf(readings);
  }

  /** The likeliest beginning. */
  public Optional<LocalDateTime> from() {
    return likeliest().flatMap(Reading::from);
  }

  /** The likeliest end; that moment no longer belongs to it. */
  public Optional<LocalDateTime> to() {
    return likeliest().flatMap(Reading::to);
  }

  /** The likeliest reading, if it resolves to a time. */
  public Optional<Reading> likeliest() {
    return readings.isEmpty() ? Optional.empty() : Optional.of(readings.getFirst());
  }

  /** The likeliest stretch of instants, if both its ends are known. */
  public Optional<TimeSpan> toSpan(ZoneId zone) {
    return likeliest().flatMap(reading -> reading.toSpan(zone));
  }
}
