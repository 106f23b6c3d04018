package dev.engram.internal.capture.time;

import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Times of a stated day: "Friday at 5", "last night between 7 and 9", "3pm on 4 May". */
final class DateTimes {
  private static final int LAST_SECOND = 86_399;
  private static final int NOON = 43_200;

  private final Reader reader;
  private final Dates dates;
  private final TimesOfDay times;

  DateTimes(Reader reader, Dates dates, TimesOfDay times) {
    this.reader = reader;
    this.dates = dates;
    this.times = times;
  }

  /** A time of a day. */
  Optional<Found> dateTime() {
    return reader.longest(
        this::partOfDay,
        this::timeThenPart,
        this::dayThenTime,
        this::timeThenDay,
        this::weekdayPartOfWeek,
        this::endOfDay,
        this::portionOfDay,
        this::limited);
  }

  /** A day with a part of it: "tonight", "this morning", "last night". */
  private record Evening(Term day, DayPart part, Optional<Portion> portion) {}

  private Optional<Evening> evening() {
    int mark = reader.at();
    Optional<Portion> portion = Portion.read(reader);
    if (portion.isEmpty()) {
      reader.moveTo(mark);
    }
    reader.take("the");
    if (reader.take("tonight", "tonite")) {
      return Optional.of(new Evening(Term.day(reader.today()), DayPart.NIGHT, portion));
    }
    boolean previous = reader.takeAll("the", "previous");
    Optional<Shift> shift = previous ? Optional.of(Shift.LAST) : Shift.read(reader);
    Optional<DayPart> part = reader.peek().entry().part().filter(p -> !p.meal());
    if (shift.isEmpty() || part.isEmpty() || reader.peek().text().endsWith("s")) {
      return Optional.empty();
    }
    reader.skip(1);
    Term day = Term.day(reader.today().plusDays(shift.get().step()));
    return Optional.of(new Evening(day, part.get(), portion));
  }

  private Optional<Found> partOfDay() {
    Optional<Evening> evening = evening();
    if (evening.isEmpty()) {
      return Optional.empty();
    }
    DayPart part = evening.get().part();
    Optional<Hours> exact =
        reader.attempt(() -> {
          reader.take(",");
          boolean bare = reader.peek().isNumber();
          return times.time(bare);
        });
    Hours hours = exact.map(h -> h.in(part)).orElseGet(() -> portioned(evening.get()));
    return Found.dateTime(evening.get().day(), hours, reader);
  }

  private static Hours portioned(Evening evening) {
    DayPart part = evening.part();
    int half = 7_200;
    return evening
        .portion()
        .map(portion ->
            portion == Portion.EARLY || portion == Portion.EARLIER
                ? new Hours.Slot(part.from(), part.from() + half)
                : new Hours.Slot(part.to() - half, part.to()))
        .map(slot -> Hours.range(List.of(slot), Granularity.DAY_PART, true))
        .orElseGet(() -> Hours.of(part));
  }

  private Optional<Found> timeThenPart() {
    Optional<Hours> hours = times.time(true);
    if (hours.isEmpty()) {
      return Optional.empty();
    }
    reader.take(",");
    Optional<Evening> evening = evening();
    return evening.flatMap(e -> Found.dateTime(e.day(), hours.get().in(e.part()), reader));
  }

  private Optional<Found> dayThenTime() {
    Optional<Term> day = dates.date(false).filter(Term::single);
    if (day.isEmpty()) {
      return Optional.empty();
    }
    boolean comma = reader.take(",");
    boolean length = reader.peek().is("for") && reader.peek(2).entry().unit().isPresent();
    boolean joined = !length && reader.take("at", "@", "for");
    if (!comma && !joined && reader.glued()) {
      joined = reader.take("t", "-");
    } else if (!joined && reader.peek().is("-") && reader.peek(1).isNumber()) {
      reader.skip(1);
    }
    if (reader.take("(")) {
      return Optional.empty();
    }
    boolean weekday = reader.peek(-1).isWord();
    boolean words = reader.peek().isWord();
    Optional<Hours> hours = timeOf(joined || (weekday && range()) || (words && !comma));
    if (hours.isEmpty()) {
      return ampm(day.get());
    }
    if (comma && !hours.get().settled() && hours.get().unit() == Granularity.HOUR && !joined) {
      return Optional.empty();
    }
    zone();
    if (day.get() instanceof Term.Yearly && reader.peek().isYear()) {
      int year = (int) reader.peek().number();
      reader.skip(1);
      return day.get().in(year).flatMap(dated -> Found.dateTime(dated, hours.get(), reader));
    }
    return Found.dateTime(day.get(), hours.get(), reader);
  }

  /** Whether a range of hours follows. */
  private boolean range() {
    return reader.peek().isNumber()
        && (reader.peek(1).is("-") || reader.peek(1).is("to") || reader.peek(1).is("until"))
        && reader.peek(2).isNumber();
  }

  private Optional<Hours> timeOf(boolean bare) {
    return reader.attempt(() -> times.time(bare));
  }

  private void zone() {
    reader.attempt(() -> {
      boolean z = reader.glued() && reader.take("z");
      return z ? Optional.of(true) : Optional.empty();
    });
  }

  /** "today pm". */
  private Optional<Found> ampm(Term day) {
    if (reader.take("pm")) {
      return Found.dateTime(day, Hours.of(DayPart.AFTERNOON), reader);
    }
    return reader.take("am") && !reader.peek().isWord()
        ? Found.dateTime(day, Hours.of(DayPart.MORNING), reader)
        : Optional.empty();
  }

  private Optional<Found> timeThenDay() {
    boolean bare = reader.peek(-1).is("at") || reader.take("at");
    Optional<Hours> hours = times.time(bare || shortRange());
    if (hours.isEmpty()) {
      return Optional.empty();
    }
    reader.take(",");
    boolean on = reader.take("on", "of");
    Optional<Term> day = dates.date(on).filter(Term::single);
    if (day.isEmpty()) {
      return Optional.empty();
    }
    Optional<DayPart> part =
        reader.attempt(() -> {
          Optional<DayPart> next = reader.peek().entry().part().filter(p -> !p.meal());
          next.ifPresent(p -> reader.skip(1));
          return next;
        });
    return Found.dateTime(day.get(), part.map(hours.get()::in).orElse(hours.get()), reader);
  }

  /** Whether a range of bare hours begins here: "five to seven today", "6-8 next Monday". */
  private boolean shortRange() {
    Token first = reader.peek();
    Token joint = reader.peek(1);
    boolean hour =
        first.within(1, 12) || (first.entry().number() >= 1 && first.entry().number() <= 12);
    Token last = reader.peek(2);
    return hour
        && (joint.is("-") || joint.is("to"))
        && (last.isNumber() || last.entry().number() > 0);
  }

  /** "Wednesday evening next week". */
  private Optional<Found> weekdayPartOfWeek() {
    OptionalInt day = reader.weekday();
    Optional<DayPart> part = reader.peek().entry().part();
    if (day.isEmpty() || part.isEmpty()) {
      return Optional.empty();
    }
    reader.skip(1);
    reader.take("of");
    Optional<Shift> shift = Shift.read(reader);
    if (shift.isEmpty() || !reader.take("week")) {
      return Optional.empty();
    }
    var monday = Granularity.WEEK.floor(reader.now()).plusWeeks(shift.get().step());
    var date = monday.toLocalDate().plusDays(DayOfWeek.of(day.getAsInt()).getValue() - 1L);
    return Found.dateTime(Term.day(date), Hours.of(part.get()), reader);
  }

  /** "end of tomorrow", EOD. */
  private Optional<Found> endOfDay() {
    reader.take("the");
    if (reader.take("eod")) {
      return last(Term.day(reader.today()));
    }
    if (!reader.take("end") || !reader.take("of")) {
      return Optional.empty();
    }
    reader.take("the");
    if (reader.take("day")) {
      return last(Term.day(reader.today()));
    }
    return dates.date(true).filter(Term::single).flatMap(this::last);
  }

  private Optional<Found> last(Term day) {
    return Found.dateTime(day, Hours.at(LAST_SECOND, Granularity.DAY), reader);
  }

  /** "mid today", "early in the day Wednesday". */
  private Optional<Found> portionOfDay() {
    Optional<Portion> portion = Portion.read(reader);
    if (portion.isEmpty() || reader.peek(-1).is("of")) {
      return Optional.empty();
    }
    reader.take("in");
    boolean the = reader.take("the");
    boolean day = reader.take("day");
    Optional<Term> date =
        the || day || !reader.peek().isWord() ? dates.date(true) : dates.date(false);
    if (day && date.isEmpty() && the) {
      date = Optional.of(Term.day(reader.today()));
    }
    Hours.Slot slot =
        switch (portion.get()) {
          case EARLY, EARLIER -> new Hours.Slot(0, NOON);
          case MID -> new Hours.Slot(NOON - 7_200, NOON + 7_200);
          case LATE, LATER, REST -> new Hours.Slot(NOON, 2 * NOON);
        };
    return date.filter(Term::single)
        .flatMap(term ->
            Found.dateTime(term, Hours.range(List.of(slot), Granularity.DAY_PART, true), reader));
  }

  /** "before around 2pm today", "until tomorrow 5pm": a point made an end. */
  private Optional<Found> limited() {
    Optional<Limit> limit = Limit.read(reader);
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    Optional<Found> point =
        reader
            .longest(this::dayThenTime, this::timeThenDay, this::timeThenPart, this::endOfDay)
            .filter(found -> found.kind() == Kind.DATE_TIME);
    boolean after = limit.get().after();
    return point.flatMap(found ->
        Found.some(
            Kind.DATE_TIME_RANGE,
            found.unit(),
            found.readings().stream().map(reading -> end(reading, after)).toList()));
  }

  private static Reading end(Reading point, boolean after) {
    LocalDateTime time = point.from().orElseThrow();
    return after ? Reading.since(time) : Reading.until(time, time);
  }
}
