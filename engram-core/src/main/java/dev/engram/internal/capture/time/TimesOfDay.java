package dev.engram.internal.capture.time;

import java.util.List;
import java.util.Optional;

/** Times of day with the words around them: "at 7 in the evening", "late afternoon", "by 5pm". */
final class TimesOfDay {
  private static final int TWO_HOURS = 7_200;

  private final Reader reader;
  private final Clock clock;
  private final ClockRanges ranges;
  private final Durations durations;
  private final Memo<Hours> memo;

  TimesOfDay(Reader reader, Clock clock, Durations durations) {
    this.reader = reader;
    this.clock = clock;
    this.durations = durations;
    ranges = new ClockRanges(reader, clock);
    memo = new Memo<>(reader);
  }

  /**
   * A time of day.
   *
   * @param bare whether a mere number can be one
   */
  Optional<Hours> time(boolean bare) {
    return memo.at(bare ? 1 : 0, () -> fresh(bare));
  }

  private Optional<Hours> fresh(boolean bare) {
    return reader.longest(() -> closed(bare), () -> lasting(bare), this::open, () -> later(bare));
  }

  private Optional<Hours> closed(boolean bare) {
    return reader.longest(() -> clockThenPart(bare), () -> partThenClock(bare));
  }

  private Optional<Hours> clockThenPart(boolean bare) {
    boolean cue = cue() || bare;
    Optional<Hours> hours =
        reader.first(() -> ranges.range(cue), () -> clock.point(cue || partFollows()));
    if (hours.isEmpty()) {
      return hours;
    }
    Optional<DayPart> part = ranges.partOf();
    return part.map(hours.get()::in).or(() -> hours);
  }

  private boolean partFollows() {
    return reader.peek(1).is("in")
        && reader.peek(2).is("the")
        && reader.peek(3).entry().part().isPresent();
  }

  /** Takes what announces a time. */
  private boolean cue() {
    boolean at = reader.take("at", "@", "around", "about", "circa", "approximately");
    if (at) {
      reader.take("around", "about");
    }
    return at;
  }

  private Optional<Hours> partThenClock(boolean bare) {
    Optional<Named> named = reader.attempt(this::part);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    DayPart part = named.get().part();
    Optional<Hours> exact =
        reader.attempt(() -> {
          reader.take(",", "-");
          boolean cue = cue();
          return reader.first(() -> ranges.range(true), () -> clock.point(cue || bare));
        });
    if (exact.isPresent()) {
      return exact.map(hours -> hours.in(part));
    }
    return Optional.of(cut(part, named.get().portion()));
  }

  /** A part of a day, or a portion of it. */
  private record Named(DayPart part, Optional<Portion> portion) {}

  /** "morning", "in the early afternoon", "late evening", "later in the morning". */
  private Optional<Named> part() {
    boolean in = reader.take("in", "at", "during", "around");
    boolean the = reader.take("the");
    int mark = reader.at();
    Optional<Portion> portion = Portion.read(reader);
    if (portion.isEmpty()) {
      reader.moveTo(mark);
    }
    reader.take("the");
    Token word = reader.peek();
    Optional<DayPart> part = word.entry().part();
    if (part.isEmpty() || (word.text().endsWith("s") && !in)) {
      return Optional.empty();
    }
    if (part.get().meal() && !in && !word.text().endsWith("time")) {
      return Optional.empty();
    }
    if (reader.peek(-1).is("good") || (reader.peek(-1).is("a") && part.get() == DayPart.NIGHT)) {
      return Optional.empty();
    }
    reader.skip(1);
    if (part.get() == DayPart.NIGHT && reader.takeAll("-", "time")) {
      part = Optional.of(DayPart.NIGHTTIME);
    }
    boolean count = the && !in && portion.isEmpty() && reader.peek().is("before");
    return count ? Optional.empty() : part.map(known -> new Named(known, portion));
  }

  private static Hours cut(DayPart part, Optional<Portion> portion) {
    if (portion.isEmpty()) {
      return Hours.of(part);
    }
    var slot =
        switch (portion.get()) {
          case EARLY, EARLIER -> new Hours.Slot(part.from(), part.from() + TWO_HOURS);
          case LATE, LATER, REST -> new Hours.Slot(part.to() - TWO_HOURS, part.to());
          case MID -> new Hours.Slot(part.from() + TWO_HOURS / 2, part.to() - TWO_HOURS / 2);
        };
    return Hours.range(List.of(slot), Granularity.DAY_PART, true);
  }

  /** "from 9:30am for 7 hours", "for 2 hours from 2pm". */
  private Optional<Hours> lasting(boolean bare) {
    if (reader.take("for")) {
      Optional<Amount> amount = durations.amount().filter(a -> a.finest().withinDay());
      if (amount.isEmpty() || !reader.take("from", "starting")) {
        return Optional.empty();
      }
      cue();
      return clock.point(true).map(start -> lasting(start, amount.get()));
    }
    boolean from = reader.take("from");
    Optional<Hours> start = clock.point(from || bare);
    if (start.isEmpty() || !reader.take("for")) {
      return Optional.empty();
    }
    return durations
        .amount()
        .filter(a -> a.finest().withinDay())
        .map(amount -> lasting(start.get(), amount));
  }

  private static Hours lasting(Hours start, Amount amount) {
    int length = (int) Math.min(86_400, amount.length().toSeconds());
    return Hours.range(
        start.slots().stream()
            .map(slot -> new Hours.Slot(slot.from(), slot.from() + length))
            .toList(),
        Granularity.MINUTE,
        start.settled());
  }

  /** "before 4pm", "after lunch", "no later than 6:00". */
  private Optional<Hours> open() {
    Optional<Limit> limit = Limit.read(reader);
    if (limit.isEmpty()) {
      return Optional.empty();
    }
    cue();
    boolean start = limit.get().after();
    Optional<Hours> point = clock.point(true);
    if (point.isPresent()) {
      Optional<DayPart> part = ranges.partOf();
      return point
          .map(hours -> part.map(hours::in).orElse(hours))
          .map(hours -> hours.open(start ? Hours.Open.END : Hours.Open.START));
    }
    Optional<DayPart> meal = reader.peek().entry().part().filter(DayPart::meal);
    if (meal.isEmpty()) {
      return Optional.empty();
    }
    reader.skip(1);
    int edge = limit.get() == Limit.AFTER ? meal.get().to() : meal.get().from();
    return Optional.of(
        Hours.at(edge, Granularity.DAY_PART).open(start ? Hours.Open.END : Hours.Open.START));
  }

  /** "3 pm or later". */
  private Optional<Hours> later(boolean bare) {
    boolean cue = cue() || bare;
    Optional<Hours> point = clock.point(cue);
    if (point.isEmpty()) {
      return point;
    }
    if (reader.takeAll("or", "later")
        || reader.takeAll("and", "later")
        || reader.take("onwards", "onward")) {
      return Optional.of(point.get().open(Hours.Open.END));
    }
    return reader.takeAll("or", "earlier")
        ? Optional.of(point.get().open(Hours.Open.START))
        : Optional.empty();
  }
}
