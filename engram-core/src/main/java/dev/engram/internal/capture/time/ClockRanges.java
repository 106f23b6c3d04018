package dev.engram.internal.capture.time;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Stretches between two times of a clock, and the part of the day that settles them. */
final class ClockRanges {
  private static final int HALF = 12 * 3_600;

  private final Reader reader;
  private final Clock clock;

  ClockRanges(Reader reader, Clock clock) {
    this.reader = reader;
    this.clock = clock;
  }

  /** A stretch from one time to another: "5 to 6pm", "9.30-4.30pm", "from 3 until 5". */
  Optional<Hours> range(boolean bare) {
    boolean from = reader.take("from");
    boolean between = !from && reader.take("between");
    boolean cued = bare || from || between;
    Optional<Hours> first = clock.point(true).filter(hours -> !hours.range());
    if (first.isEmpty()) {
      return Optional.empty();
    }
    Optional<DayPart> part = partOf();
    Optional<Hours> begin = part.map(first.get()::in).or(() -> first);
    if (!reader.dash()
        && !reader.take("to", "until", "till", "through")
        && !(between && reader.take("and"))) {
      return Optional.empty();
    }
    Optional<Hours> end = clock.uncut(true);
    boolean ofDay =
        reader.peek().is("in")
            && reader.peek(1).is("the")
            && reader.peek(2).entry().part().isPresent();
    return end.filter(second -> cued || ofDay || sure(begin.get()) || sure(second))
        .flatMap(second -> join(begin.get(), second));
  }

  /** Whether a time needs no cue. */
  private static boolean sure(Hours hours) {
    return hours.settled() || hours.unit() != Granularity.HOUR;
  }

  /** "in the morning", "at night" behind a time. */
  Optional<DayPart> partOf() {
    return reader.attempt(() -> {
      boolean cue = reader.takeAll("in", "the") || reader.take("at", "in");
      reader.take("early", "late");
      Optional<DayPart> part = reader.peek().entry().part();
      boolean fits =
          part.isPresent()
              && !part.get().meal()
              && (cue || reader.peek(-1).is("early") || reader.peek(-1).is("late"));
      if (!fits || reader.peek().text().endsWith("s")) {
        return Optional.empty();
      }
      reader.skip(1);
      return part;
    });
  }

  private static Optional<Hours> join(Hours a, Hours b) {
    Granularity unit = a.unit().compareTo(b.unit()) < 0 ? a.unit() : b.unit();
    var slots = new ArrayList<Hours.Slot>(2);
    boolean certain = a.settled() || b.settled();
    if (a.settled()) {
      slots.add(new Hours.Slot(a.first(), after(b, a.first())));
    } else if (b.settled()) {
      int to = b.first();
      int morning = a.first() % HALF;
      int from = morning + HALF < to ? morning + HALF : morning;
      slots.add(new Hours.Slot(from, to < from ? to + 2 * HALF : to));
    } else {
      for (Hours.Slot slot : a.slots()) {
        slots.add(new Hours.Slot(slot.from(), after(b, slot.from())));
      }
    }
    return Optional.of(Hours.range(List.copyOf(slots), unit, certain));
  }

  /** The first time after another that a time can be. */
  private static int after(Hours hours, int second) {
    int step = hours.settled() ? 2 * HALF : HALF;
    int to = hours.first() % step;
    while (to <= second) {
      to += step;
    }
    return to;
  }
}
