package dev.engram.internal.capture.time;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.OptionalInt;

/** Every way to name one day or one stretch of days, put together. */
final class Dates {
  private static final int DEEPEST = 6;

  private final Reader reader;
  private final Durations durations;
  private final NumericDates numeric;
  private final NamedDates named;
  private final Holidays holidays;
  private final ShiftedDates shifted;
  private final RelativeDates relative;
  private final Years years;
  private final Periods periods;
  private final Memo<Term> memo;
  private int depth;
  private int joint = -1;

  Dates(Reader reader, Numbers numbers, Durations durations) {
    this.reader = reader;
    this.durations = durations;
    memo = new Memo<>(reader);
    numeric = new NumericDates(reader);
    named = new NamedDates(reader, numbers);
    holidays = new Holidays(reader);
    shifted = new ShiftedDates(reader, numbers, named, holidays);
    relative = new RelativeDates(reader, numbers, durations, shifted);
    years = new Years(reader, numbers);
    periods = new Periods(reader, numbers, years, () -> date(true));
  }

  /**
   * A day or days.
   *
   * @param cued whether the words before say that a date follows
   */
  Optional<Term> date(boolean cued) {
    boolean uncut = reader.at() == joint;
    if (depth >= DEEPEST || (!uncut && NumericDates.cut(reader)) || money()) {
      return Optional.empty();
    }
    boolean near = cued || announced();
    return memo.at((near ? 1 : 0) + (uncut ? 2 : 0), () -> fresh(near));
  }

  private Optional<Term> fresh(boolean near) {
    depth++;
    try {
      return reader.longest(
          () -> simple(near),
          () -> withWeekday(near),
          this::offset,
          this::portion,
          this::weekendOf);
    } finally {
      depth--;
    }
  }

  /** A date behind the dash of a range, where a number before it does not make it a piece. */
  Optional<Term> afterJoint() {
    joint = reader.at();
    return date(true);
  }

  private boolean money() {
    Token sign = reader.peek(-1);
    return reader.peek().isNumber() && (sign.is("$") || sign.is("€") || sign.is("£"));
  }

  /** Whether the word before leads to a date. */
  private boolean announced() {
    return switch (reader.peek(-1).text()) {
      case "on",
          "by",
          "since",
          "from",
          "before",
          "after",
          "until",
          "till",
          "between",
          "due",
          "date",
          "dated",
          "through",
          "to",
          "for",
          "this",
          "next" ->
          true;
      default -> reader.peek(-1).type() == Token.Type.NONE;
    };
  }

  private Optional<Term> simple(boolean cued) {
    return reader.longest(
        () -> numeric.date(cued),
        named::date,
        named::weekday,
        named::dayOfMonth,
        this::yearly,
        relative::date,
        periods::date,
        years::date,
        this::dayOfPeriod);
  }

  /** A holiday or a season, with its year if that follows. */
  private Optional<Term> yearly() {
    boolean article = reader.take("the");
    if (article) {
      reader.take("whole", "entire");
    }
    Optional<Term> holiday = reader.attempt(holidays::date);
    if (holiday.isEmpty()) {
      int mark = reader.at();
      holiday = shifted.season().filter(season -> seasonal(mark, article));
    }
    return holiday.map(term -> {
      int mark = reader.at();
      OptionalInt year = years.yearAfter();
      if (year.isPresent() && !reader.peek().is(":")) {
        return term.in(year.getAsInt()).orElse(term);
      }
      reader.moveTo(mark);
      return term;
    });
  }

  /** Whether "fall" and "spring" are seasons where they stand. */
  private boolean seasonal(int start, boolean article) {
    int back = start - reader.at();
    Token word = reader.peek(back);
    if (!word.is("fall") && !word.is("spring") && !word.is("falls")) {
      return !reader.peek().is("camp") && !reader.peek().is("school");
    }
    Token before = reader.peek(back - (article ? 2 : 1));
    return before.is("in")
        || before.is("during")
        || before.is("since")
        || before.is("until")
        || before.is("by")
        || before.is("of")
        || before.is("early")
        || before.is("late")
        || reader.peek().isYear()
        || (reader.peek().is("of") && reader.peek(1).isYear());
  }

  /** "the 15th day of next month", "the 21st of this month". */
  private Optional<Term> dayOfPeriod() {
    reader.take("the");
    OptionalInt day = new Numbers(reader).ordinal();
    if (day.isEmpty() || day.getAsInt() > 31) {
      return Optional.empty();
    }
    boolean plain = !reader.take("day");
    boolean of = reader.take("of", "in");
    if (!plain && !of) {
      return Optional.empty();
    }
    int mark = reader.at();
    boolean the = reader.take("the");
    LocalDateTime month = Granularity.MONTH.floor(reader.now());
    if (the && reader.take("month")) {
      return dayOf(month, day.getAsInt());
    }
    reader.moveTo(mark);
    Optional<Shift> shift = Shift.read(reader);
    if (shift.isPresent() && reader.take("month")) {
      return dayOf(month.plusMonths(shift.get().step()), day.getAsInt());
    }
    return Optional.empty();
  }

  private static Optional<Term> dayOf(LocalDateTime month, int day) {
    return Term.date(OptionalInt.of(month.getYear()), month.getMonthValue(), day);
  }

  /** A weekday beside the date it is, on either side. */
  private Optional<Term> withWeekday(boolean cued) {
    return reader.longest(() -> weekdayFirst(), () -> weekdayLast(cued), this::twice);
  }

  private Optional<Term> weekdayFirst() {
    OptionalInt day = reader.weekday();
    if (day.isEmpty()) {
      return Optional.empty();
    }
    boolean bracket = reader.take("(");
    if (!bracket && !reader.take(",") && reader.glued()) {
      reader.dash();
    }
    Optional<Term> date = reader.longest(() -> numeric.date(true), named::date);
    if (date.isPresent()) {
      if (bracket) {
        reader.take(")");
      }
      return date.filter(Term::single);
    }
    reader.take("in");
    return reader
        .longest(this::offset, relative::date)
        .filter(term -> term instanceof Term.Fixed fixed && oneDay(fixed))
        .map(term -> onWeekday(term, DayOfWeek.of(day.getAsInt())));
  }

  private static boolean oneDay(Term.Fixed fixed) {
    return fixed.days().to().equals(fixed.days().from().plusDays(1));
  }

  private Optional<Term> weekdayLast(boolean cued) {
    Optional<Term> date =
        reader.longest(() -> numeric.date(cued), named::date, this::offset, relative::date);
    boolean bracket = reader.take("(");
    boolean on = !bracket && reader.take("on");
    boolean comma = !bracket && !on && reader.take(",");
    OptionalInt day =
        date.isPresent() && (bracket || on || comma) ? reader.weekday() : OptionalInt.empty();
    if (day.isEmpty() || (bracket && !reader.take(")"))) {
      return Optional.empty();
    }
    Term term = date.orElseThrow();
    boolean reckoned = term instanceof Term.Fixed fixed && oneDay(fixed) && on;
    if (bracket || comma) {
      return term.single() && !(term instanceof Term.Weekly) ? date : Optional.empty();
    }
    return reckoned ? Optional.of(onWeekday(term, DayOfWeek.of(day.getAsInt()))) : Optional.empty();
  }

  /** The weekday of the week that a reckoned day lies in, or of the next if that has passed. */
  private Term onWeekday(Term day, DayOfWeek weekday) {
    return day.map(
        days ->
            Days.of(
                days.from()
                    .minusDays(days.from().getDayOfWeek().getValue() - 1L)
                    .plusDays(weekday.getValue() - 1L)),
        Granularity.DAY);
  }

  /** "tomorrow, 13/04/21": a relative day and the date it is. */
  private Optional<Term> twice() {
    Optional<Term> first = relative.date().filter(Term::single);
    boolean bracket = first.isPresent() && reader.take("(");
    if (first.isEmpty() || (!bracket && !reader.take(","))) {
      return Optional.empty();
    }
    Optional<Term> date = reader.longest(() -> numeric.date(true), named::date);
    return date.filter(Term::single).filter(term -> !bracket || reader.take(")"));
  }

  /** "two weeks before Christmas", "3 days from Tuesday", "in two years since 2011". */
  private Optional<Term> offset() {
    boolean in = reader.take("in");
    Optional<Amount> amount = durations.amount().filter(Amount::days);
    if (amount.isEmpty()) {
      return Optional.empty();
    }
    boolean before = reader.take("before") || reader.takeAll("prior", "to");
    boolean after =
        !before && (reader.take("after", "from", "following") || (in && reader.take("since")));
    if (!before && !after) {
      return Optional.empty();
    }
    return date(true)
        .map(term ->
            term.map(days -> Days.of(moved(days, amount.get(), after)), amount.get().finest()));
  }

  private static LocalDate moved(Days days, Amount amount, boolean forward) {
    return amount.shift(days.from().atStartOfDay(), forward).toLocalDate();
  }

  /** "mid-November", "early 2023", "the end of the week", "later this month", EOY. */
  private Optional<Term> portion() {
    Token first = reader.peek();
    LocalDate today = reader.today();
    Granularity label =
        switch (first.text()) {
          case "eow" -> Granularity.WEEK;
          case "eom" -> Granularity.MONTH;
          case "eoq" -> Granularity.QUARTER;
          case "eoy" -> Granularity.YEAR;
          default -> Granularity.SECOND;
        };
    if (label != Granularity.SECOND) {
      reader.skip(1);
      return Optional.of(
          new Term.Fixed(Portion.LATE.of(Days.of(today, label), label, today), label));
    }
    Optional<Portion> portion = Portion.read(reader);
    if (portion.isEmpty()) {
      return Optional.empty();
    }
    return bare()
        .or(() -> reader.longest(this::yearly, () -> simple(false)))
        .filter(term -> !term.single())
        .map(term -> term.map(days -> portion.get().of(days, term.unit(), today), term.unit()));
  }

  /** "end of month", "later in the year": a unit that is now. */
  private Optional<Term> bare() {
    int mark = reader.at();
    reader.take("the");
    Granularity unit = reader.peek().entry().unit().orElse(Granularity.SECOND);
    boolean plural = reader.peek().text().endsWith("s");
    Token next = reader.peek(1);
    if (unit.compareTo(Granularity.WEEKEND) < 0 || plural || next.isNumber() || next.is("of")) {
      reader.moveTo(mark);
      return Optional.empty();
    }
    reader.skip(1);
    return Optional.of(Term.unit(reader.today(), unit));
  }

  /** "Labor Day weekend", "Halloween weekend 2021". */
  private Optional<Term> weekendOf() {
    Optional<Term> holiday = yearly().filter(Term::single);
    if (holiday.isEmpty() || !reader.take("weekend")) {
      return Optional.empty();
    }
    OptionalInt year = years.yearAfter();
    Term term = holiday.get();
    Term dated = year.isPresent() ? term.in(year.getAsInt()).orElse(term) : term;
    return Optional.of(Periods.weekendOf(dated));
  }
}
