package dev.engram.internal.capture.time;

import dev.engram.internal.capture.time.TimeMention.Event;
import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a grammar found, before its readings are ranked by the sentence around it. */
record Found(
    Kind kind,
    Granularity unit,
    List<Reading> readings,
    Optional<Duration> length,
    Optional<Recurrence> recurrence,
    Optional<Event> event) {

  static Found of(Kind kind, Granularity unit, List<Reading> readings) {
    return new Found(kind, unit, readings, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** A day or days. */
  static Optional<Found> date(Term term, Reader reader) {
    var readings = new ArrayList<Reading>(2);
    boolean range = false;
    for (Days days : term.near(reader.today())) {
      readings.add(Reading.of(days.from().atStartOfDay(), days.to().atStartOfDay()));
      range |= !days.to().equals(days.from().plusDays(1));
    }
    return some(range ? Kind.DATE_RANGE : Kind.DATE, term.unit(), readings);
  }

  /** Hours of no stated day. */
  static Optional<Found> time(Hours hours, Reader reader) {
    boolean range = hours.range() || hours.open() != Hours.Open.NONE;
    return some(
        range ? Kind.TIME_RANGE : Kind.TIME,
        hours.unit(),
        on(List.of(Days.of(reader.today())), hours));
  }

  /** Hours of a day. */
  static Optional<Found> dateTime(Term day, Hours hours, Reader reader) {
    boolean range = hours.range() || hours.open() != Hours.Open.NONE;
    return some(
        range ? Kind.DATE_TIME_RANGE : Kind.DATE_TIME,
        hours.unit(),
        on(day.near(reader.today()), hours));
  }

  private static List<Reading> on(List<Days> days, Hours hours) {
    var readings = new ArrayList<Reading>(4);
    for (Hours.Slot slot : hours.slots()) {
      for (Days day : days) {
        LocalDateTime midnight = day.from().atStartOfDay();
        LocalDateTime from = midnight.plusSeconds(slot.from());
        LocalDateTime to = midnight.plusSeconds(slot.to());
        readings.add(
            switch (hours.open()) {
              case START -> Reading.until(from, from);
              case END -> Reading.since(from);
              case NONE -> Reading.of(from, to);
            });
      }
    }
    return readings;
  }

  /** It, if a calendar can show it. */
  static Optional<Found> some(Kind kind, Granularity unit, List<Reading> readings) {
    List<Reading> plausible = readings.stream().filter(Reading::plausible).distinct().toList();
    return plausible.isEmpty() ? Optional.empty() : Optional.of(of(kind, unit, plausible));
  }
}
