package dev.engram.internal.capture.time;

import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * All of the grammar. At a position it tries each family of expressions and keeps the one that
 * reaches farthest; of equals the first. No family looks farther ahead than its longest form, so
 * the work at a position is bounded.
 */
final class Grammar {
  private final Reader reader;
  private final Durations durations;
  private final Dates dates;
  private final DateRanges ranges;
  private final OpenRanges openRanges;
  private final TimesOfDay times;
  private final DateTimes dateTimes;
  private final Instants instants;
  private final Recurrences recurrences;
  private final EventTimes events;

  Grammar(Reader reader) {
    this.reader = reader;
    var numbers = new Numbers(reader);
    durations = new Durations(reader, numbers);
    dates = new Dates(reader, numbers, durations);
    ranges = new DateRanges(reader, numbers, durations, dates);
    openRanges = new OpenRanges(reader, durations, dates);
    times = new TimesOfDay(reader, new Clock(reader, numbers), durations);
    dateTimes = new DateTimes(reader, dates, times);
    instants = new Instants(reader, numbers, durations);
    recurrences = new Recurrences(reader, numbers, times);
    events = new EventTimes(reader);
  }

  /** What begins at the reader's position, if anything does; moves the reader past it. */
  Optional<Found> found() {
    int mark = reader.at();
    Optional<Found> found =
        reader.longest(
            instants::found,
            recurrences::found,
            ranges::range,
            openRanges::range,
            dateTimes::dateTime,
            this::spanning,
            this::date,
            this::time,
            this::duration,
            events::found);
    if (found.isPresent() && !clean(mark)) {
      reader.moveTo(mark);
      return Optional.empty();
    }
    return found;
  }

  private Optional<Found> date() {
    return dates.date(false).flatMap(term -> Found.date(term, reader));
  }

  private Optional<Found> time() {
    return times.time(reader.peek(-1).is("at")).flatMap(hours -> Found.time(hours, reader));
  }

  private Optional<Found> duration() {
    reader.takeAll("more", "than");
    reader.takeAll("less", "than");
    Optional<Amount> amount = durations.standing();
    return amount
        .filter(a -> !a.absurd())
        .map(a ->
            new Found(
                Kind.DURATION,
                a.finest(),
                List.of(),
                Optional.of(a.length()),
                Optional.<Recurrence>empty(),
                Optional.empty()));
  }

  /** "from 2pm till tomorrow 4:30pm", "between now and eight o'clock": two moments. */
  private Optional<Found> spanning() {
    boolean between = reader.take("between");
    if (!between) {
      reader.take("from");
    }
    Optional<Found> first = moment();
    if (first.isEmpty()
        || !(reader.dash()
            || reader.take("to", "until", "till", "through")
            || (between && reader.take("and")))) {
      return Optional.empty();
    }
    Optional<Found> second = moment();
    if (second.isEmpty() || (first.get().kind() == Kind.TIME && second.get().kind() == Kind.TIME)) {
      return Optional.empty();
    }
    boolean sameDay = second.get().kind() == Kind.TIME && first.get().kind() == Kind.DATE_TIME;
    for (Reading a : first.get().readings()) {
      for (Reading b : second.get().readings()) {
        Optional<Reading> both = between(a, sameDay ? on(a, b) : b);
        if (both.isPresent()) {
          return Found.some(Kind.DATE_TIME_RANGE, second.get().unit(), List.of(both.get()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Found> moment() {
    return reader
        .longest(
            instants::found,
            dateTimes::dateTime,
            () -> times.time(true).flatMap(hours -> Found.time(hours, reader)))
        .filter(found -> found.kind() == Kind.DATE_TIME || found.kind() == Kind.TIME);
  }

  /** A time of day, on the day of another. */
  private static Reading on(Reading day, Reading time) {
    var date = day.from().orElseThrow().toLocalDate();
    LocalDateTime moment = date.atTime(time.from().orElseThrow().toLocalTime());
    return Reading.of(moment, moment);
  }

  private static Optional<Reading> between(Reading a, Reading b) {
    Optional<LocalDateTime> from = a.from();
    Optional<LocalDateTime> to = b.from();
    boolean apart =
        from.isPresent()
            && to.isPresent()
            && from.get().isBefore(to.get())
            && Duration.between(from.get(), to.get()).toDays() < 366;
    return apart ? Optional.of(Reading.of(from.orElseThrow(), to.orElseThrow())) : Optional.empty();
  }

  /** Whether what was read is not a piece of a longer word, code or number. */
  private boolean clean(int begin) {
    int end = reader.at();
    Token first = reader.peek(begin - end);
    Token before = reader.peek(begin - end - 1);
    if (!first.spaced() && (before.isWord() || before.isNumber())) {
      return false;
    }
    Token last = reader.peek(-1);
    Token after = reader.peek();
    boolean tied = !after.spaced() && (after.isWord() || after.isNumber());
    boolean ends = last.isWord() || last.isNumber();
    boolean chained =
        last.isNumber()
            && !after.spaced()
            && (after.is("-") || after.is("/"))
            && reader.peek(1).isNumber()
            && !reader.peek(1).spaced();
    return !(tied && ends) && !chained && !money(before, first);
  }

  private static boolean money(Token before, Token first) {
    return first.isNumber() && (before.is("$") || before.is("€") || before.is("£"));
  }
}
