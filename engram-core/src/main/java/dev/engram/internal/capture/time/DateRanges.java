package dev.engram.internal.capture.time;

import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Stretches of days with their ends named: "from 3 to 5 May", "since August", "2019 or later". */
final class DateRanges {
  private final Reader reader;
  private final Numbers numbers;
  private final NamedDates named;
  private final Durations durations;
  private final Dates dates;

  DateRanges(Reader reader, Numbers numbers, Durations durations, Dates dates) {
    this.reader = reader;
    this.numbers = numbers;
    this.durations = durations;
    this.dates = dates;
    named = new NamedDates(reader, numbers);
  }

  /** A stretch. */
  Optional<Found> range() {
    return reader.longest(
        this::daysOfMonth, this::monthWithDays, this::twoEnds, this::moreThan, this::open,
        this::orLater, this::lasting, this::toDate);
  }

  private boolean joint(boolean between) {
    return reader.dash()
        || reader.take("to", "until", "till", "til", "through", "thru")
        || reader.takeAll("up", "to")
        || between && reader.take("and");
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
    if (second.isEmpty() || next.is(":") || next.entry().month() > 0 || next.is("pm")
        || next.is("am") || reader.glued() && (next.is("/") || next.is("-"))) {
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
    Optional<Term> first = end(false);
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
    Optional<Term> second = end(true);
    if (second.isEmpty()) {
      return Optional.empty();
    }
    boolean alike =
        between || from || !marked || first.get().unit() == second.get().unit()
            || first.get().unit() == Granularity.MONTH;
    return alike ? ends(first.get(), second.get()) : Optional.empty();
  }

  /** A date as one end: "now", "the end of June", "the middle of 2007". */
  private Optional<Term> end(boolean last) {
    return reader.longest(
        () -> edge(last),
        () -> last ? dates.afterJoint() : dates.date(true),
        () -> reader.take("now") ? Optional.of(Term.day(reader.today())) : Optional.empty());
  }

  private Optional<Term> edge(boolean last) {
    reader.take("the");
    Token which = reader.peek();
    boolean end = reader.take("end");
    boolean middle = !end && reader.take("middle");
    if (!end && !middle && !reader.take("start", "beginning") || !reader.take("of")) {
      return Optional.empty();
    }
    Optional<Term> whole = dates.date(true).filter(term -> !term.single());
    return whole.map(
        term ->
            term.map(
                days -> {
                  LocalDate day =
                      end ? days.to()
                          : middle
                              ? days.from().plusDays(
                                  ChronoUnit.DAYS.between(days.from(), days.to()) / 2)
                              : days.from();
                  return which.is("end") && last ? new Days(day, day) : Days.of(day);
                },
                Granularity.DAY));
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
      if (dated.isPresent() && dated.get() instanceof Term.Fixed fixed
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

  /** "since August", "before 2020", "by the end of the month", "starting next week". */
  private Optional<Found> open() {
    Optional<Limit> limit = Limit.read(reader);
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    boolean soft = reader.peek(-1).is("through") || reader.peek(-1).is("following");
    if (soft) {
      return Optional.empty();
    }
    reader.take("around", "about");
    Limit kind = limit.get();
    int mark = reader.at();
    Optional<Term> edge = edge(true).filter(term -> !kind.after());
    if (edge.isEmpty()) {
      reader.moveTo(mark);
      edge = wholeOfPortion(kind).or(() -> dates.date(true));
    }
    if (edge.isEmpty()) {
      return Optional.empty();
    }
    return bounded(kind, edge.get());
  }

  /** "before early September" ends where September begins. */
  private Optional<Term> wholeOfPortion(Limit kind) {
    return reader.attempt(
        () -> {
          if (kind != Limit.AFTER || !(reader.takeAll("the", "beginning", "of")
              || reader.takeAll("the", "start", "of"))) {
            return Optional.empty();
          }
          return dates.date(true)
              .map(term -> term.map(days -> Days.of(days.from()), Granularity.DAY));
        });
  }

  private Optional<Found> bounded(Limit limit, Term term) {
    var readings = new ArrayList<Reading>(2);
    for (Days days : term.near(reader.today())) {
      readings.add(
          switch (limit) {
            case SINCE -> Reading.since(days.from().atStartOfDay());
            // What comes "after Monday" may come late on Monday, but not "after May" in May.
            case AFTER ->
                Reading.since((term.single() ? days.from() : days.to()).atStartOfDay());
            case BEFORE ->
                Reading.until(days.from().atStartOfDay(), days.from().atStartOfDay());
            case UNTIL ->
                Reading.until(
                    days.to().atStartOfDay(),
                    (term.single() ? days.from() : days.to()).atStartOfDay());
          });
    }
    return Found.some(Kind.DATE_RANGE, term.unit(), readings);
  }

  /** "2012 or later", "1/1/2016 and after", "2019 onwards". */
  private Optional<Found> orLater() {
    Optional<Term> term = dates.date(true);
    if (term.isEmpty()) {
      return Optional.empty();
    }
    boolean joined = reader.take("or", "and");
    boolean later =
        joined ? reader.take("later", "greater", "after", "newer", "beyond")
            : reader.take("onwards", "onward");
    boolean earlier = joined && !later && reader.take("earlier", "before", "older");
    boolean ends = !reader.peek().isWord() && !reader.peek().isNumber() || reader.peek(-1).is("later");
    if (!later && !earlier || !ends && !reader.peek(-1).is("onwards")) {
      return Optional.empty();
    }
    return bounded(later ? Limit.SINCE : Limit.UNTIL, term.get());
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
    return dates.date(true)
        .filter(Term::single)
        .map(
            term ->
                term.map(
                    days ->
                        new Days(
                            days.from(),
                            amount.get().shift(days.from().atStartOfDay(), true).toLocalDate()),
                    Granularity.DAY))
        .flatMap(term -> Found.date(term, reader));
  }

  /** "more than 2 weeks before today", "less than 3 days after the launch on Friday". */
  private Optional<Found> moreThan() {
    boolean more = reader.takeAll("more", "than") || reader.takeAll("at", "least");
    if (!more && !reader.takeAll("less", "than")) {
      return Optional.empty();
    }
    Optional<Amount> amount = durations.amount().filter(Amount::days);
    if (amount.isEmpty()) {
      return Optional.empty();
    }
    boolean before = reader.take("before", "ago");
    boolean ago = reader.peek(-1).is("ago");
    if (!before && !reader.take("after", "from")) {
      return Optional.empty();
    }
    Optional<Term> base =
        ago ? Optional.of(Term.day(reader.today())) : dates.date(true).filter(Term::single);
    return base.flatMap(
        term -> {
          var readings = new ArrayList<Reading>(2);
          for (Days days : term.near(reader.today())) {
            LocalDateTime near = days.from().atStartOfDay();
            LocalDateTime far = amount.get().shift(near, !before);
            readings.add(
                more
                    ? before ? Reading.until(far, far) : Reading.since(far)
                    : before ? Reading.of(far, near) : Reading.of(near, far));
          }
          return Found.some(Kind.DATE_RANGE, amount.get().finest(), readings);
        });
  }

  private Optional<Found> toDate() {
    boolean article = reader.peek(-1).is("up") || reader.peek(-1).is("-") || reader.peek(-1).is("s");
    boolean plain = reader.takeAll("till", "date") || reader.takeAll("until", "now")
        || reader.takeAll("until", "today") || reader.takeAll("to", "date");
    boolean closes = !reader.peek().isWord() && !reader.peek().isNumber() && !reader.peek().is("-");
    if (!plain || article || !closes) {
      return Optional.empty();
    }
    return Found.some(
        Kind.DATE_RANGE,
        Granularity.DAY,
        List.of(Reading.until(reader.today().plusDays(1).atStartOfDay(),
            reader.today().atStartOfDay())));
  }
}
