package dev.engram.internal.capture.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/** Days reckoned from now: "yesterday", "next Friday", "last two weeks", "in March last year". */
final class RelativeDates {
  private final Reader reader;
  private final Numbers numbers;
  private final Durations durations;
  private final ShiftedDates shifted;

  RelativeDates(Reader reader, Numbers numbers, Durations durations, ShiftedDates shifted) {
    this.reader = reader;
    this.numbers = numbers;
    this.durations = durations;
    this.shifted = shifted;
  }

  /** A day or days. */
  Optional<Term> date() {
    return reader.longest(this::day, this::reckoned, this::counted, shifted::date);
  }

  private Optional<Term> day() {
    LocalDate today = reader.today();
    reader.take("the");
    if (reader.takeAll("day", "before", "yesterday")) {
      return Optional.of(Term.day(today.minusDays(2)));
    }
    if (reader.takeAll("day", "after", "tomorrow") || reader.takeAll("day", "after", "tmrw")) {
      return Optional.of(Term.day(today.plusDays(2)));
    }
    if (reader.take("today", "otd", "todays") || reader.takeAll("current", "date")) {
      return Optional.of(Term.day(today));
    }
    if (reader.take("tomorrow", "tmrw", "tmr", "tmw", "tomorow")) {
      return Optional.of(Term.day(today.plusDays(1)));
    }
    if (reader.take("yesterday")) {
      return Optional.of(Term.day(today.minusDays(1)));
    }
    if (!reader.peek(-1).is("the")) {
      return Optional.empty();
    }
    if (reader.takeAll("next", "day")
        || reader.takeAll("following", "day")
        || (reader.takeAll("day", "after") && closes())) {
      return Optional.of(Term.day(today.plusDays(1)));
    }
    if (reader.takeAll("previous", "day") || (reader.takeAll("day", "before") && closes())) {
      return Optional.of(Term.day(today.minusDays(1)));
    }
    return Optional.empty();
  }

  private boolean closes() {
    return !reader.peek().isWord() && !reader.peek().isNumber();
  }

  /** "two weeks ago", "in three months", "five days later", "a week from now". */
  private Optional<Term> reckoned() {
    boolean in = reader.take("in");
    reader.take("about", "around", "roughly", "approximately", "almost", "over");
    Optional<Amount> amount = durations.amount();
    if (amount.isEmpty() || !amount.get().days()) {
      return Optional.empty();
    }
    boolean possessive = reader.takeAll("'", "s", "time") || reader.takeAll("'", "time");
    if (in || possessive) {
      reader.takeAll("from", "now");
      reader.takeAll("from", "today");
      return !durationOnly() ? Optional.of(at(amount.get(), true)) : Optional.empty();
    }
    if (reader.peek().is("earlier") || reader.peek().is("later")) {
      Token next = reader.peek(1);
      if (next.is("this") || next.is("in") || next.is("today")) {
        return Optional.empty();
      }
    }
    if (reader.take("ago", "back", "earlier") || reader.takeAll("before", "now")) {
      boolean plain = reader.peek(-1).is("back") && reader.peek().isWord() && !endsThere();
      return plain ? Optional.empty() : Optional.of(at(amount.get(), false));
    }
    if (reader.take("later", "hence") || reader.takeAll("from", "now")) {
      return Optional.of(at(amount.get(), true));
    }
    return Optional.empty();
  }

  private boolean endsThere() {
    Token next = reader.peek();
    return next.is("and") || next.is("when") || next.is("i") || next.is("we");
  }

  /** "in two days of work": a length, not a day to come. */
  private boolean durationOnly() {
    return reader.peek().is("of");
  }

  private Term at(Amount amount, boolean forward) {
    LocalDate day = amount.shift(reader.now(), forward).toLocalDate();
    return new Term.Fixed(Days.of(day), amount.finest());
  }

  /** "last 2 weeks", "the 3 next days", "next couple of months", "within 9 months". */
  private Optional<Term> counted() {
    boolean within = reader.take("within");
    reader.take("the");
    Optional<Shift> shift = Shift.read(reader);
    if (shift.isPresent()) {
      return within
          ? durations.amount().filter(Amount::days).map(a -> span(Shift.NEXT, a, true))
          : businessDays(shift.get()).or(() -> counted(shift.get()));
    }
    if (within) {
      return durations.amount().filter(Amount::days).map(a -> span(Shift.NEXT, a, true));
    }
    Optional<Double> count = numbers.count();
    Optional<Shift> after = count.isEmpty() ? Optional.empty() : Shift.read(reader);
    Optional<Granularity> unit = after.isEmpty() ? Optional.empty() : reader.peek().entry().unit();
    boolean plural = count.isPresent() && count.get() > 1;
    if (unit.isEmpty() || unit.get().withinDay() || plural != reader.peek().text().endsWith("s")) {
      return Optional.empty();
    }
    reader.skip(1);
    return Optional.of(span(after.get(), Amount.of(count.get(), unit.get()), false));
  }

  private Optional<Term> counted(Shift shift) {
    if (reader.peek().is("a") || reader.peek().is("an")) {
      return Optional.empty();
    }
    int mark = reader.at();
    Optional<Amount> amount =
        durations.amount().filter(Amount::days).filter(a -> shift != Shift.THIS);
    if (amount.isPresent() && reader.peek().is("ago")) {
      reader.moveTo(mark);
      amount = numbers.count().flatMap(n -> unit().map(unit -> Amount.of(n, unit)));
    }
    return amount.map(a -> span(shift, a, false));
  }

  private Optional<Granularity> unit() {
    Optional<Granularity> unit = reader.peek().entry().unit();
    unit.ifPresent(u -> reader.skip(1));
    return unit;
  }

  private Term span(Shift shift, Amount amount, boolean fromNow) {
    Granularity unit = amount.finest();
    boolean whole =
        unit == Granularity.QUARTER || unit == Granularity.DECADE || unit == Granularity.CENTURY;
    LocalDateTime today = reader.today().atStartOfDay();
    LocalDateTime start = whole ? unit.floor(today) : today;
    if (shift.step() < 0) {
      LocalDate from = amount.shift(start, false).toLocalDate();
      return new Term.Fixed(new Days(from, start.toLocalDate()), unit);
    }
    if (whole) {
      start = unit.shift(start, 1);
    } else if (!fromNow) {
      start = start.plusDays(1);
    }
    LocalDate to = amount.shift(start, true).toLocalDate();
    return new Term.Fixed(new Days(start.toLocalDate(), to), unit);
  }

  private Optional<Term> businessDays(Shift shift) {
    int mark = reader.at();
    Optional<Double> count = numbers.count();
    if (count.isEmpty()
        || !reader.take("business", "working", "work")
        || !reader.take("days", "day")) {
      reader.moveTo(mark);
      return Optional.empty();
    }
    int step = shift.step() < 0 ? -1 : 1;
    LocalDate day = reader.today();
    LocalDate first = day;
    int wanted = (int) Math.min(count.get(), 1_000);
    for (int found = 0; found < wanted; ) {
      day = day.plusDays(step);
      if (day.getDayOfWeek().getValue() <= 5) {
        found++;
        first = found == 1 ? day : first;
      }
    }
    Days days = step > 0 ? new Days(first, day.plusDays(1)) : new Days(day, first.plusDays(1));
    return Optional.of(new Term.Fixed(days, Granularity.DAY));
  }
}
