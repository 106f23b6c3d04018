package dev.engram.internal.capture.time;

import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Times that return: "every Tuesday", "daily", "once a week", "Thursdays at 17:30". */
final class Recurrences {
  private static final Set<DayOfWeek> WEEKDAYS = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
  private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
  private static final int MOST = 1_000;

  private final Reader reader;
  private final Numbers numbers;
  private final TimesOfDay times;

  Recurrences(Reader reader, Numbers numbers, TimesOfDay times) {
    this.reader = reader;
    this.numbers = numbers;
    this.times = times;
  }

  /** A recurrence. */
  Optional<Found> found() {
    return reader.longest(this::timeFirst, this::dayOfEvery, this::plain);
  }

  private Optional<Found> plain() {
    Optional<Recurrence> base =
        reader.longest(this::every, this::adverb, this::oncePer, this::plural);
    return base.map(this::withTime).map(Recurrences::set);
  }

  private static Found set(Recurrence recurrence) {
    return new Found(
        Kind.SET,
        recurrence.unit(),
        List.of(),
        Optional.empty(),
        Optional.of(recurrence),
        Optional.empty());
  }

  private Recurrence withTime(Recurrence recurrence) {
    return reader
        .attempt(() -> times.time(reader.peek(-1).is("at")).filter(hours -> !hours.range()))
        .map(hours -> at(recurrence, hours))
        .orElse(recurrence);
  }

  private static Recurrence at(Recurrence recurrence, Hours hours) {
    var time = LocalTime.ofSecondOfDay(hours.first() % 86_400);
    return new Recurrence(
        recurrence.every(), recurrence.unit(), recurrence.days(), Optional.of(time));
  }

  private static Recurrence of(int every, Granularity unit, Set<DayOfWeek> days) {
    return new Recurrence(every, unit, days, Optional.empty());
  }

  /** "3pm each day", "6am every day". */
  private Optional<Found> timeFirst() {
    Optional<Hours> hours = times.time(false).filter(h -> !h.range());
    if (hours.isEmpty()) {
      return Optional.empty();
    }
    return reader
        .longest(this::every, this::adverb)
        .map(recurrence -> set(at(recurrence, hours.get())));
  }

  /** "the 19th of every month". */
  private Optional<Found> dayOfEvery() {
    reader.take("the");
    if (numbers.ordinal().isEmpty()) {
      return Optional.empty();
    }
    reader.take("of");
    return every().filter(r -> r.unit() == Granularity.MONTH).map(Recurrences::set);
  }

  private Optional<Recurrence> every() {
    boolean all = reader.take("all");
    boolean any = !all && reader.take("any");
    if (!all && !any && !reader.take("every", "each")) {
      return Optional.empty();
    }
    boolean single = reader.take("single");
    int count = 1;
    if (!any && reader.take("other", "second")) {
      count = 2;
    } else if (!all && !any && !single) {
      count = numbers.count().map(number -> (int) Math.clamp(number, 1, MOST)).orElse(1);
    }
    Token word = reader.peek();
    if (all && !word.text().endsWith("s")) {
      return Optional.empty();
    }
    int weekday = word.entry().weekday();
    if (weekday > 0) {
      return weekdays(count);
    }
    reader.skip(1);
    if (word.is("weekday") || word.is("workday") || word.is("weekdays")) {
      return Optional.of(of(1, Granularity.WEEK, WEEKDAYS));
    }
    if (word.entry().part().isPresent()) {
      return Optional.of(of(count, Granularity.DAY, Set.of()));
    }
    if ((word.entry().month() > 0 && !word.is("may")) || word.entry().season() >= 0) {
      return Optional.of(of(count, Granularity.YEAR, Set.of()));
    }
    Optional<Granularity> unit = word.entry().unit();
    boolean fits = unit.isPresent() && word.digits() > 1 && !(any && unit.get().withinDay());
    if (!fits || (any && unit.get() == Granularity.DAY)) {
      return Optional.empty();
    }
    Set<DayOfWeek> days = unit.get() == Granularity.WEEKEND ? WEEKEND : Set.of();
    return Optional.of(of(count, unit.get(), days));
  }

  /** One or more weekdays in a row. */
  private Optional<Recurrence> weekdays(int every) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    while (reader.peek().entry().weekday() > 0) {
      days.add(DayOfWeek.of(reader.peek().entry().weekday()));
      reader.skip(1);
      boolean more =
          (reader.peek().is("and") || reader.peek().is(","))
              && reader.peek(1).entry().weekday() > 0
              && reader.peek(2).entry().weekday() < 0
              && !reader.peek(2).isNumber();
      if (!more) {
        break;
      }
      reader.skip(1);
    }
    return days.isEmpty() ? Optional.empty() : Optional.of(of(every, Granularity.WEEK, days));
  }

  private Optional<Recurrence> adverb() {
    boolean bi = false;
    boolean semi = false;
    if (reader.peek(1).is("-")) {
      bi = reader.takeAll("bi", "-");
      semi = !bi && reader.takeAll("semi", "-");
    }
    Token word = reader.peek();
    int count = bi || word.text().startsWith("bi") ? 2 : 1;
    String root = word.text().startsWith("bi") ? word.text().substring(2) : word.text();
    Optional<Recurrence> found =
        switch (root) {
          case "daily", "everyday", "nightly" -> Optional.of(of(count, Granularity.DAY, Set.of()));
          case "hourly" -> Optional.of(of(count, Granularity.HOUR, Set.of()));
          case "weekly" -> Optional.of(of(count, Granularity.WEEK, Set.of()));
          case "fortnightly" -> Optional.of(of(2, Granularity.WEEK, Set.of()));
          case "monthly" -> Optional.of(of(count, Granularity.MONTH, Set.of()));
          case "quarterly" -> Optional.of(of(1, Granularity.QUARTER, Set.of()));
          case "yearly", "annually", "annual" ->
              Optional.of(
                  semi || word.text().startsWith("biannual")
                      ? of(1, Granularity.HALF_YEAR, Set.of())
                      : of(count, Granularity.YEAR, Set.of()));
          case "semiannual", "semiannually" -> Optional.of(of(1, Granularity.HALF_YEAR, Set.of()));
          default -> Optional.empty();
        };
    found.ifPresent(recurrence -> reader.skip(1));
    return found;
  }

  /** "once a week", "twice per month", "one a day". */
  private Optional<Recurrence> oncePer() {
    boolean once = reader.take("once", "twice", "thrice");
    if (!once) {
      if (numbers.count().isEmpty()) {
        return Optional.empty();
      }
      boolean times = reader.take("times", "x");
      if (!times && !reader.peek(-1).is("one")) {
        return Optional.empty();
      }
    }
    boolean per = reader.take("per", "every", "each", "a", "an");
    Token word = reader.peek();
    Optional<Granularity> unit = word.entry().unit();
    if (!per || unit.isEmpty() || word.digits() < 3) {
      return Optional.empty();
    }
    reader.skip(1);
    return Optional.of(of(1, unit.get(), Set.of()));
  }

  /** "Thursdays", "Friday mornings", "weekends", "mornings". */
  private Optional<Recurrence> plural() {
    boolean on = reader.take("on");
    Token word = reader.peek();
    Token next = reader.peek(1);
    boolean plural = word.text().endsWith("s");
    if (word.entry().weekday() > 0) {
      boolean parts = next.entry().part().isPresent() && next.text().endsWith("s");
      boolean days = plural && word.text().endsWith("days");
      if (!parts && !days) {
        return Optional.empty();
      }
      Optional<Recurrence> weekdays = weekdays(1);
      if (reader.peek().entry().part().isPresent()) {
        reader.skip(1);
      }
      return weekdays;
    }
    boolean article = reader.peek(on ? -2 : -1).is("the");
    if (!plural || article || reader.peek(-1).isNumber() || next.is("'")) {
      return Optional.empty();
    }
    reader.skip(1);
    if (word.is("weekends")) {
      return Optional.of(of(1, Granularity.WEEK, WEEKEND));
    }
    if (word.is("weekdays")) {
      return Optional.of(of(1, Granularity.WEEK, WEEKDAYS));
    }
    boolean part = word.is("mornings") || word.is("evenings") || word.is("afternoons");
    return part ? Optional.of(of(1, Granularity.DAY, Set.of())) : Optional.empty();
  }
}
