package dev.engram.internal.capture.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Days picked by "last", "this" or "next": weekdays by the calendar's weeks, so that "next Friday"
 * is that of next week, and units by the calendar's units.
 */
final class ShiftedDates {
  private final Reader reader;
  private final Numbers numbers;
  private final NumericDates numeric;
  private final NamedDates named;
  private final Holidays holidays;

  ShiftedDates(Reader reader, Numbers numbers, NamedDates named, Holidays holidays) {
    this.reader = reader;
    this.numbers = numbers;
    this.named = named;
    this.holidays = holidays;
    numeric = new NumericDates(reader);
  }

  /** A day or days. */
  Optional<Term> date() {
    return reader.longest(this::shifted, this::weekdayOfWeek);
  }

  /** "this week", "next Friday", "last March", "the following year", "next Easter". */
  private Optional<Term> shifted() {
    boolean article = reader.take("the");
    Optional<Shift> shift = Shift.read(reader);
    return shift.isEmpty() ? Optional.empty() : shifted(shift.get(), article);
  }

  private Optional<Term> shifted(Shift shift, boolean article) {
    OptionalInt weekday = reader.weekday();
    if (weekday.isPresent()) {
      int mark = reader.at();
      boolean bracket = reader.take("(", "-", ",");
      boolean the = reader.take("the");
      Optional<Term> exact =
          numeric
              .date(true)
              .or(named::date)
              .or(() ->
                  the
                      ? numbers.day(true).stream()
                          .boxed()
                          .findFirst()
                          .map(d -> new Term.Monthly(d, Optional.empty()))
                      : Optional.empty());
      if (exact.isPresent()) {
        if (bracket) {
          reader.take(")");
        }
        return exact.map(term -> inThisYear(term, shift == Shift.NEXT ? Shift.THIS : shift));
      }
      reader.moveTo(mark);
      return Optional.of(Term.day(weekday(DayOfWeek.of(weekday.getAsInt()), shift)));
    }
    Optional<Granularity> unit = periodUnit();
    if (unit.isPresent()) {
      Granularity of = unit.get();
      if (of == Granularity.DAY) {
        boolean other = reader.peek(-2).is("that") || reader.peek(-2).is("same");
        return shift == Shift.THIS && !article && !other
            ? Optional.of(Term.day(reader.today()))
            : Optional.empty();
      }
      LocalDateTime start = of.shift(of.floor(reader.now()), shift.step());
      if (of == Granularity.FORTNIGHT && shift.step() < 0) {
        start = of.shift(of.floor(reader.now()), -1);
      }
      return Optional.of(
          new Term.Fixed(new Days(start.toLocalDate(), of.end(start).toLocalDate()), of));
    }
    return named
        .date()
        .or(holidays::date)
        .or(() -> numeric.date(true))
        .or(() -> season())
        .map(term -> inThisYear(term, shift));
  }

  private Optional<Granularity> periodUnit() {
    reader.take("calendar");
    if (reader.takeAll("working", "week") || reader.takeAll("work", "week")) {
      return Optional.of(Granularity.WORKWEEK);
    }
    Token word = reader.peek();
    Optional<Granularity> unit = word.entry().unit();
    boolean fits =
        unit.isPresent()
            && !unit.get().withinDay()
            && unit.get() != Granularity.DAY_PART
            && word.digits() >= 2
            && !word.text().endsWith("s")
            && !word.is("mo");
    if (!fits) {
      return Optional.empty();
    }
    reader.skip(1);
    return unit;
  }

  /** A season's name. */
  Optional<Term> season() {
    int season = reader.peek().entry().season();
    if (season < 0) {
      return Optional.empty();
    }
    reader.skip(1);
    return Optional.of(season(season));
  }

  /** A season of every year: three whole months, winter from December on. */
  static Term season(int season) {
    int month = season == 0 ? 12 : season * 3;
    return new Term.Yearly(
        year -> {
          LocalDate from = LocalDate.of(year, month, 1);
          return Optional.of(new Days(from, from.plusMonths(3)));
        },
        Granularity.SEASON);
  }

  /** The one a shift picks of those that come every year. */
  private Term inThisYear(Term term, Shift shift) {
    LocalDate today = reader.today();
    if (shift == Shift.THIS) {
      return term.in(today.getYear()).orElse(term);
    }
    List<Days> near = term.near(today);
    if (near.isEmpty() || term instanceof Term.Fixed) {
      return term;
    }
    boolean back = shift.step() < 0;
    if (near.size() == 1 && term instanceof Term.Yearly) {
      return term.in(near.getFirst().from().getYear() + shift.step()).orElse(term);
    }
    return new Term.Fixed(back ? near.getFirst() : near.getLast(), term.unit());
  }

  private LocalDate weekday(DayOfWeek day, Shift shift) {
    LocalDate today = reader.today();
    return switch (shift) {
      case PAST -> today.with(TemporalAdjusters.previous(day));
      case COMING -> today.with(TemporalAdjusters.next(day));
      case LAST, THIS, NEXT ->
          Granularity.WEEK
              .floor(today.atStartOfDay())
              .toLocalDate()
              .plusWeeks(shift.step())
              .with(TemporalAdjusters.nextOrSame(day));
    };
  }

  /** "Friday next week", "Tuesday of last week", "next week on Tuesday", "last week - Monday". */
  private Optional<Term> weekdayOfWeek() {
    OptionalInt first = reader.weekday();
    if (first.isPresent()) {
      if (!reader.take("of")) {
        reader.take(",");
      }
      return weekShift()
          .map(shift -> weekday(DayOfWeek.of(first.getAsInt()), shift))
          .map(Term::day);
    }
    Optional<Shift> shift = weekShift();
    if (shift.isEmpty()) {
      return Optional.empty();
    }
    if (!reader.take("on", ",")) {
      reader.dash();
    }
    OptionalInt day = reader.weekday();
    return day.isEmpty()
        ? Optional.empty()
        : Optional.of(Term.day(weekday(DayOfWeek.of(day.getAsInt()), shift.get())));
  }

  private Optional<Shift> weekShift() {
    reader.take("the");
    Optional<Shift> shift = Shift.read(reader);
    if (shift.isEmpty() || !reader.take("week")) {
      return Optional.empty();
    }
    return Optional.of(
        shift.get() == Shift.PAST
            ? Shift.LAST
            : shift.get() == Shift.COMING ? Shift.NEXT : shift.get());
  }
}
