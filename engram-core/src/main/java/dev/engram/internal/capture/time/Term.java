package dev.engram.internal.capture.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.function.UnaryOperator;

/** What words say of days, before it is known which year, month or week they mean. */
sealed interface Term {
  /** How fine it is. */
  Granularity unit();

  /** The days it can mean, seen from a day: one if that is settled, else past ones first. */
  List<Days> near(LocalDate today);

  /** In a year, if it is one that floats between years. */
  default Optional<Term> in(int year) {
    return Optional.empty();
  }

  /** The same with its days changed. */
  Term map(UnaryOperator<Days> change, Granularity finer);

  /** Whether it stands for single days. */
  default boolean single() {
    return unit() == Granularity.DAY;
  }

  /** Days that do not depend on a choice. */
  record Fixed(Days days, Granularity unit) implements Term {
    @Override
    public List<Days> near(LocalDate today) {
      return List.of(days);
    }

    @Override
    public Term map(UnaryOperator<Days> change, Granularity finer) {
      return new Fixed(change.apply(days), finer);
    }
  }

  /**
   * Days that come once a year, or in some years only: 29 February.
   *
   * @param inYear the days in a year
   */
  record Yearly(IntFunction<Optional<Days>> inYear, Granularity unit) implements Term {
    private static final int RARE = 8;

    @Override
    public List<Days> near(LocalDate today) {
      Optional<Days> past = Optional.empty();
      for (int year = today.getYear() - RARE; year <= today.getYear() + RARE; year++) {
        Optional<Days> days = inYear.apply(year);
        if (days.isEmpty()) {
          continue;
        }
        if (days.get().from().isAfter(today)) {
          Days future = days.get();
          return past.map(earlier -> List.of(earlier, future)).orElse(List.of(future));
        }
        if (!single() && days.get().holds(today)) {
          return List.of(days.get());
        }
        past = days;
      }
      return past.map(List::of).orElse(List.of());
    }

    @Override
    public Optional<Term> in(int year) {
      return inYear.apply(year).map(days -> new Fixed(days, unit));
    }

    /** Whether no year has it. */
    boolean never() {
      return inYear.apply(2000).isEmpty() && inYear.apply(2001).isEmpty();
    }

    @Override
    public Term map(UnaryOperator<Days> change, Granularity finer) {
      return new Yearly(year -> inYear.apply(year).map(change), finer);
    }
  }

  /** A day of every week. */
  record Weekly(DayOfWeek day, UnaryOperator<Days> change, Granularity unit) implements Term {
    Weekly(DayOfWeek day) {
      this(day, UnaryOperator.identity(), Granularity.DAY);
    }

    @Override
    public List<Days> near(LocalDate today) {
      return List.of(
          change.apply(Days.of(today.with(TemporalAdjusters.previous(day)))),
          change.apply(Days.of(today.with(TemporalAdjusters.nextOrSame(day)))));
    }

    @Override
    public Term map(UnaryOperator<Days> more, Granularity finer) {
      return new Weekly(day, days -> more.apply(change.apply(days)), finer);
    }
  }

  /** A day of every month, or of those months where it falls on a weekday. */
  record Monthly(int day, Optional<DayOfWeek> weekday, UnaryOperator<Days> change, Granularity unit)
      implements Term {
    private static final int MONTHS = 340;

    Monthly(int day, Optional<DayOfWeek> weekday) {
      this(day, weekday, UnaryOperator.identity(), Granularity.DAY);
    }

    @Override
    public List<Days> near(LocalDate today) {
      if (weekday.isPresent() && matches(today)) {
        return List.of(change.apply(Days.of(today)));
      }
      var both = new ArrayList<Days>(2);
      find(YearMonth.from(today), -1, today).map(Days::of).map(change).ifPresent(both::add);
      find(YearMonth.from(today), 1, today).map(Days::of).map(change).ifPresent(both::add);
      return List.copyOf(both);
    }

    private boolean matches(LocalDate date) {
      return date.getDayOfMonth() == day
          && weekday.map(wanted -> wanted == date.getDayOfWeek()).orElse(true);
    }

    private Optional<LocalDate> find(YearMonth start, int step, LocalDate today) {
      YearMonth month = start;
      for (int i = 0; i < MONTHS; i++) {
        if (month.isValidDay(day)) {
          LocalDate date = month.atDay(day);
          boolean side = step < 0 ? date.isBefore(today) : !date.isBefore(today);
          if (side && matches(date)) {
            return Optional.of(date);
          }
        }
        month = month.plusMonths(step);
      }
      return Optional.empty();
    }

    @Override
    public Term map(UnaryOperator<Days> more, Granularity finer) {
      return new Monthly(day, weekday, days -> more.apply(change.apply(days)), finer);
    }
  }

  /** One day. */
  static Term day(LocalDate day) {
    return new Fixed(Days.of(day), Granularity.DAY);
  }

  /** The week, month, year … that holds a day. */
  static Term unit(LocalDate day, Granularity unit) {
    return new Fixed(Days.of(day, unit), unit);
  }

  /** A month of every year. */
  static Term month(int month) {
    return new Yearly(
        year -> Optional.of(Days.of(LocalDate.of(year, month, 1), Granularity.MONTH)),
        Granularity.MONTH);
  }

  /** A day of a month of every year. */
  static Term monthDay(int month, int day) {
    return new Yearly(
        year ->
            YearMonth.of(year, month).isValidDay(day)
                ? Optional.of(Days.of(LocalDate.of(year, month, day)))
                : Optional.empty(),
        Granularity.DAY);
  }

  /** A day of a month of a year if it is given; no days if the calendar has none such. */
  static Optional<Term> date(OptionalInt year, int month, int day) {
    if (month < 1 || month > 12 || day < 1 || day > 31) {
      return Optional.empty();
    }
    var floating = (Yearly) monthDay(month, day);
    if (year.isEmpty()) {
      return floating.never() && !(month == 2 && day == 29)
          ? Optional.empty()
          : Optional.of(floating);
    }
    return floating.in(year.getAsInt());
  }
}
