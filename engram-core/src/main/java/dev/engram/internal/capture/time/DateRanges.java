package dev.engram.internal.capture.time;

import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Stretches of days with both ends named: "from 3 to 5 May", "2014-2018", "Mon-Fri". */
final class DateRanges {
  private final Reader reader;
  private final Numbers numbers;
  private final NamedDates named;
  private final Durations durations;
  private final Dates dates;
  private final RangeEnds ends;

  DateRanges(Reader reader, Numbers numbers, Durations durations, Dates dates) {
    this.reader = reader;
    this.numbers = numbers;
    this.durations = durations;
    this.dates = dates;
    ends = new RangeEnds(reader, dates);
    named = new NamedDates(reader, numbers);
  }

  /** A stretch. */
  Optional<Found> range() {
    return reader.longest(this::daysOfMonth, this::monthWithDays, this::twoEnds, this::lasting);
  }

  private boolean joint(boolean between) {
    return reader.dash()
        || reader.take("to", "until", "till", "til", "through", "thru")
        || reader.takeAll("up", "to")
        || (between && reader.take("and"));
  }

  /** "3 and 12 of Sept", "18-19 November 2020", "4-23 in next month". */
  private Optional<Found> daysOfMonth() {
    boolean between = opening();
    reader.take("the");
    if (NumericDates.cut(reader)) {
      return Optional.empty();
    }
    OptionalInt first = numbers.day(true);
    if (first.isEmpty() || !joint(between)) {
      return Optional.empty();
    }
    reader.take("the");
    OptionalInt second = numbers.day(true);
    if (second.isEmpty()) {
      return Optional.empty();
    }
    boolean of = reader.take("of", "in");
    if (reader.glued() && !of) {
      return Optional.empty();
    }
    Optional<Term> month =
        (of ? dates.date(true) : named.date()).filter(t -> t.unit() == Granularity.MONTH);
    int from = first.getAsInt();
    int to = second.getAsInt();
    if (month.isEmpty()) {
      return Optional.empty();
    }
    if (to < from) {
      Term other = new Term.Monthly(from, Optional.empty());
      return month.flatMap(m -> ends(other, dayOf(m, to)));
    }
    return month.flatMap(m -> ends(dayOf(m, from), dayOf(m, to)));
  }

  private static Term dayOf(Term month, int day) {
    return month.map(
        days -> {
          LocalDate from = days.from();
          return Days.of(from.withDayOfMonth(Math.min(day, from.lengthOfMonth())));
        },
        Granularity.DAY);
  }

  private boolean opening() {
    if (reader.take("between")) {
      return true;
    }
    reader.take("from");
    return false;
  }

  /** "November 19-20", "April 9th through 17th, 2021", "from April the ninth till the third". */
  private Optional<Found> monthWithDays() {
    boolean between = opening();
    OptionalInt month = reader.month();
    if (month.isEmpty()) {
      return Optional.empty();
    }
    reader.take("the");
    OptionalInt first = numbers.day(true);
    if (first.isEmpty() || !joint(between)) {
      return Optional.empty();
    }
    reader.take("the");
    OptionalInt second = numbers.day(true);
    Token next = reader.peek();
    if (second.isEmpty()
        || next.is(":")
        || next.entry().month() > 0
        || next.is("pm")
        || next.is("am")
        || (reader.glued() && (next.is("/") || next.is("-")))) {
      return Optional.empty();
    }
    OptionalInt year = named.yearAfter(false);
    boolean wraps = second.getAsInt() < first.getAsInt();
    int last = wraps ? month.getAsInt() % 12 + 1 : month.getAsInt();
    Optional<Term> a = Term.date(year, month.getAsInt(), first.getAsInt());
    Optional<Term> b = Term.date(year, last, second.getAsInt());
    return a.isEmpty() || b.isEmpty() ? Optional.empty() : ends(a.get(), b.get());
  }

  private Optional<Found> twoEnds() {
    boolean between = reader.take("between");
    boolean from = !between && reader.take("from", "in");
    Optional<Term> first = ends.end(false);
    if (first.isEmpty()) {
      return Optional.empty();
    }
    boolean marked = reader.peek().is("-") || reader.peek().is("~");
    if (!joint(between)) {
      return Optional.empty();
    }
    if (reader.peek().is("date")) {
      reader.skip(1);
      return ends(first.get(), Term.day(reader.today()));
    }
    Optional<Term> second = ends.end(true);
    if (second.isEmpty()) {
      return Optional.empty();
    }
    boolean alike =
        between
            || from
            || !marked
            || first.get().unit() == second.get().unit()
            || first.get().unit() == Granularity.MONTH;
    return alike ? ends(first.get(), second.get()) : Optional.empty();
  }

  private Optional<Found> ends(Term a, Term b) {
    LocalDate today = reader.today();
    var readings = new ArrayList<Reading>(2);
    List<Days> firsts = a.near(today);
    List<Days> seconds = b.near(today);
    if (seconds.size() == 1 && !firsts.isEmpty()) {
      Days end = seconds.getFirst();
      if (!(b instanceof Term.Fixed) && firsts.size() > 1) {
        pairs(a, b, firsts, readings);
      } else if (firsts.size() == 1 && !firsts.getFirst().from().isAfter(end.from())) {
        add(readings, firsts.getFirst(), end);
      } else if (b instanceof Term.Fixed) {
        inYear(a, end, firsts).ifPresent(start -> add(readings, start, end));
      } else {
        pairs(a, b, firsts, readings);
      }
    } else {
      pairs(a, b, firsts, readings);
    }
    Granularity unit = a.unit().compareTo(b.unit()) < 0 ? a.unit() : b.unit();
    List<Reading> now =
        readings.size() < 2 ? readings : readings.stream().filter(r -> holds(r, today)).toList();
    return Found.some(Kind.DATE_RANGE, unit, now.isEmpty() ? readings : now.subList(0, 1));
  }

  private static boolean holds(Reading reading, LocalDate day) {
    return !reading.from().orElseThrow().toLocalDate().isAfter(day)
        && reading.to().orElseThrow().toLocalDate().isAfter(day);
  }

  /** The last time before an end that a beginning can be. */
  private static Optional<Days> inYear(Term a, Days end, List<Days> near) {
    for (int back = 0; back <= 1; back++) {
      int year = end.from().getYear() - back;
      Optional<Term> dated = a.in(year);
      if (dated.isPresent()
          && dated.get() instanceof Term.Fixed fixed
          && !fixed.days().from().isAfter(end.from())) {
        return Optional.of(fixed.days());
      }
    }
    List<Days> before = a.near(end.from());
    return before.isEmpty() ? near.stream().findFirst() : Optional.of(before.getFirst());
  }

  private static void pairs(Term a, Term b, List<Days> firsts, List<Reading> readings) {
    for (Days first : firsts) {
      List<Days> after = b.near(first.from());
      after.stream()
          .filter(days -> !days.from().isBefore(first.from()))
          .findFirst()
          .ifPresent(days -> add(readings, first, days));
    }
    if (readings.isEmpty() && a instanceof Term.Fixed fixed) {
      add(readings, fixed.days(), fixed.days());
    }
  }

  private static void add(List<Reading> readings, Days first, Days last) {
    if (!last.to().isBefore(first.from())) {
      readings.add(
          new Reading(
              Optional.of(first.from().atStartOfDay()),
              Optional.of(last.to().atStartOfDay()),
              Optional.of(last.from().atStartOfDay())));
    }
  }

  /** "3 days starting next Monday", "for 1 week, from 20 December". */
  private Optional<Found> lasting() {
    boolean lasting = reader.take("for");
    Optional<Amount> amount = durations.amount().filter(Amount::days);
    if (amount.isEmpty()) {
      return Optional.empty();
    }
    reader.take(",");
    boolean starts = reader.take("starting", "beginning", "commencing");
    boolean from = reader.take("from", "on");
    if (!starts && !(lasting && from)) {
      return Optional.empty();
    }
    return dates
        .date(true)
        .filter(Term::single)
        .map(term ->
            term.map(
                days ->
                    new Days(
                        days.from(),
                        amount.get().shift(days.from().atStartOfDay(), true).toLocalDate()),
                Granularity.DAY))
        .flatMap(term -> Found.date(term, reader));
  }
}
