package dev.engram.internal.capture.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;

/** Weeks, weekends, and the nth part of a longer stretch: "the first Monday of next month". */
final class Periods {
  private final Reader reader;
  private final Numbers numbers;
  private final Years years;
  private final Supplier<Optional<Term>> dates;

  /**
   * Parses periods.
   *
   * @param dates parses what a period belongs to
   */
  Periods(Reader reader, Numbers numbers, Years years, Supplier<Optional<Term>> dates) {
    this.reader = reader;
    this.numbers = numbers;
    this.years = years;
    this.dates = dates;
  }

  /** A period. */
  Optional<Term> date() {
    return reader.longest(
        this::numberedWeek, this::weekOf, this::weekend, this::nthOf, this::current, this::toDate);
  }

  private Optional<Term> numberedWeek() {
    reader.take("the");
    if (!reader.take("week") || !reader.peek().within(1, 53)) {
      return Optional.empty();
    }
    int week = (int) reader.peek().number();
    reader.skip(1);
    Token next = reader.peek();
    boolean heading = next.is(":") || next.is("(") || next.is("-") || next.is("*") || next.is("|");
    if ((heading && !next.is("(")) || next.is("%") || !calendar(next)) {
      return Optional.empty();
    }
    int year =
        reader.peek().is("of") || reader.peek().is("in")
            ? years.yearAfter().orElse(reader.today().getYear())
            : reader.today().getYear();
    return Optional.of(Term.unit(firstWeek(year).plusWeeks(week - 1L), Granularity.WEEK));
  }

  /** Whether the numbered week just read is one of the year's rather than of some plan's. */
  private boolean calendar(Token next) {
    Token before = reader.peek(-3);
    boolean plain =
        before.type() == Token.Type.NONE && !next.is("(") && next.type() != Token.Type.NONE;
    return plain
        || next.is("of")
        || switch (before.text()) {
          case "in",
              "the",
              "of",
              "by",
              "until",
              "since",
              "from",
              "for",
              "during",
              ",",
              "calendar",
              "before",
              "after" ->
              true;
          default -> before.entry().weekday() > 0;
        };
  }

  /** The Monday of the week that holds 4 January, which is a year's first. */
  private static LocalDate firstWeek(int year) {
    return Days.of(LocalDate.of(year, 1, 4), Granularity.WEEK).from();
  }

  /** "the week of April 10th", "week commencing 4 Feb", "w/c Feb 4". */
  private Optional<Term> weekOf() {
    reader.take("the");
    boolean week = reader.takeAll("w", "/", "c");
    if (!week) {
      if (!reader.take("week")) {
        return Optional.empty();
      }
      week = reader.take("of", "beginning", "starting", "commencing");
      reader.take("on");
    }
    Optional<Term> day = week ? dates.get() : Optional.empty();
    return day.filter(Term::single)
        .map(term -> term.map(days -> Days.of(days.from(), Granularity.WEEK), Granularity.WEEK));
  }

  /** "weekend", "the weekend of Halloween"; a holiday beside it makes it longer. */
  private Optional<Term> weekend() {
    reader.take("the");
    if (!reader.take("weekend")) {
      return Optional.empty();
    }
    if (reader.take("of", "before", "after")) {
      boolean of = reader.peek(-1).is("of");
      Optional<Term> day = of ? dates.get() : Optional.empty();
      return day.filter(Term::single).map(Periods::weekendOf);
    }
    return Optional.of(Term.unit(reader.today(), Granularity.WEEKEND));
  }

  /** The weekend of a day's week, drawn out to a Thursday, Friday or Monday that is meant. */
  static Term weekendOf(Term day) {
    return day.map(
        days -> {
          LocalDate date = days.from();
          DayOfWeek weekday = date.getDayOfWeek();
          if (weekday == DayOfWeek.MONDAY) {
            return new Days(date.minusDays(2), date.plusDays(1));
          }
          Days weekend = Days.of(date, Granularity.WEEKEND);
          boolean early = weekday == DayOfWeek.THURSDAY || weekday == DayOfWeek.FRIDAY;
          return early ? new Days(date, weekend.to()) : weekend;
        },
        Granularity.WEEKEND);
  }

  /** "the 3rd week of Jan", "last 3 weeks of this year", "first Monday of next month". */
  private Optional<Term> nthOf() {
    reader.take("the");
    int rank = reader.take("last") ? -1 : numbers.ordinal().orElse(0);
    if (rank == 0) {
      return Optional.empty();
    }
    OptionalInt weekday = reader.weekday();
    if (weekday.isPresent()) {
      var day = DayOfWeek.of(weekday.getAsInt());
      return whole().filter(Periods::month).map(term -> nthWeekday(term, rank, day));
    }
    boolean edge = rank == 1 || rank == -1;
    int count = edge ? numbers.count().map(Double::intValue).orElse(1) : 1;
    Optional<Granularity> unit = reader.peek().entry().unit();
    if (unit.isEmpty() || unit.get().withinDay() || count < 1 || count > 1_000) {
      return Optional.empty();
    }
    reader.skip(1);
    Granularity part = unit.get();
    Optional<Term> whole = whole().filter(term -> term.unit().compareTo(part) > 0);
    Optional<Term> cut = whole.map(term -> term.map(days -> nth(days, rank, count, part), part));
    return part == Granularity.WEEK ? cut.map(this::onWeekday) : cut;
  }

  private Term onWeekday(Term week) {
    int mark = reader.at();
    reader.take("on", ",");
    OptionalInt weekday = reader.weekday();
    if (weekday.isEmpty()) {
      reader.moveTo(mark);
      return week;
    }
    int ahead = weekday.getAsInt() - 1;
    return week.map(days -> Days.of(days.from().plusDays(ahead)), Granularity.DAY);
  }

  private Optional<Term> whole() {
    if (!reader.take("of", "in")) {
      return Optional.empty();
    }
    return reader.first(dates, this::current);
  }

  private static boolean month(Term term) {
    return term.unit() == Granularity.MONTH;
  }

  private static Term nthWeekday(Term month, int rank, DayOfWeek day) {
    return month.map(
        days -> Days.of(days.from().with(TemporalAdjusters.dayOfWeekInMonth(rank, day))),
        Granularity.DAY);
  }

  private static Days nth(Days days, int rank, int count, Granularity part) {
    LocalDateTime from = days.from().atStartOfDay();
    LocalDateTime to = days.to().atStartOfDay();
    if (part == Granularity.WEEK) {
      // A week belongs to the month or year that holds its Thursday.
      from = part.floor(from.plusDays(3));
      to = part.floor(to.plusDays(3));
    }
    LocalDateTime start = rank > 0 ? part.shift(from, rank - 1L) : part.shift(to, -(long) count);
    return new Days(start.toLocalDate(), part.shift(start, count).toLocalDate());
  }

  /** "the week", "the month", "the year": the one that is now. */
  private Optional<Term> current() {
    if (!reader.take("the")) {
      return Optional.empty();
    }
    Token word = reader.peek();
    Granularity unit = word.entry().unit().orElse(Granularity.SECOND);
    boolean known =
        List.of(
                Granularity.DAY,
                Granularity.WEEK,
                Granularity.FORTNIGHT,
                Granularity.MONTH,
                Granularity.QUARTER,
                Granularity.YEAR)
            .contains(unit);
    if (!known || word.text().endsWith("s")) {
      return Optional.empty();
    }
    reader.skip(1);
    if (reader.takeAll("after", "next")) {
      LocalDateTime start = unit.shift(unit.floor(reader.now()), 2);
      return Optional.of(Term.unit(start.toLocalDate(), unit));
    }
    if (reader.takeAll("before", "last")) {
      LocalDateTime start = unit.shift(unit.floor(reader.now()), -2);
      return Optional.of(Term.unit(start.toLocalDate(), unit));
    }
    Token next = reader.peek();
    boolean other =
        next.is("of")
            || next.is("when")
            || next.is("that")
            || next.is("we")
            || next.is("i")
            || unit == Granularity.QUARTER;
    boolean cue = cue(reader.peek(-3));
    return other || !cue ? Optional.empty() : Optional.of(Term.unit(reader.today(), unit));
  }

  private static boolean cue(Token before) {
    return switch (before.text()) {
      case "in", "of", "for", "during", "within", "this", "over", "throughout", "happened" -> true;
      default -> false;
    };
  }

  /** "year to date", "month to date", YTD. */
  private Optional<Term> toDate() {
    Token first = reader.peek();
    boolean label = reader.take("ytd", "mtd");
    if (!label
        && !(reader.take("year", "month", "week", "quarter") && reader.takeAll("to", "date"))) {
      return Optional.empty();
    }
    Granularity unit =
        first.entry().unit().orElse(first.is("mtd") ? Granularity.MONTH : Granularity.YEAR);
    LocalDate from = Days.of(reader.today(), unit).from();
    return Optional.of(new Term.Fixed(new Days(from, reader.today()), Granularity.DAY));
  }
}
