package dev.engram.internal.capture.time;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A time of day or a stretch of one, in every way it can be read.
 *
 * @param slots the readings, the likeliest first
 * @param unit how fine
 * @param range whether it is a stretch
 * @param settled whether the half of the day is certain
 * @param open which end is not known
 */
record Hours(List<Slot> slots, Granularity unit, boolean range, boolean settled, Open open) {
  private static final int HOUR = 3_600;
  private static final int HALF = 12 * HOUR;

  /**
   * Seconds of the day; {@code to} may lie in the next day, and equals {@code from} for a point.
   */
  record Slot(int from, int to) {}

  /** Which end is not known. */
  enum Open {
    NONE,
    START,
    END
  }

  Hours {
    slots = List.copyOf(slots);
  }

  /** A point whose half of the day is certain. */
  static Hours at(int second, Granularity unit) {
    return new Hours(List.of(new Slot(second, second)), unit, false, true, Open.NONE);
  }

  /** A point on a twelve-hour clock: in the working day first. */
  static Hours either(int second, Granularity unit) {
    int clock = second % HALF;
    var slots = new ArrayList<Slot>(2);
    slots.add(new Slot(clock, clock));
    slots.add(new Slot(clock + HALF, clock + HALF));
    slots.sort(Comparator.comparing(slot -> !waking(slot.from())));
    return new Hours(slots, unit, false, false, Open.NONE);
  }

  private static boolean waking(int second) {
    return second >= 7 * HOUR && second < 19 * HOUR;
  }

  static Hours range(List<Slot> slots, Granularity unit, boolean settled) {
    var sorted = new ArrayList<>(slots);
    sorted.sort(Comparator.comparing(slot -> !waking(slot.from())));
    return new Hours(sorted, unit, true, settled, Open.NONE);
  }

  static Hours of(DayPart part) {
    return new Hours(
        List.of(new Slot(part.from(), part.to())), Granularity.DAY_PART, true, true, Open.NONE);
  }

  int first() {
    return slots.getFirst().from();
  }

  Hours open(Open end) {
    return new Hours(slots, unit, true, settled, end);
  }

  /** The reading that a part of the day makes certain. */
  Hours in(DayPart part) {
    if (settled) {
      return this;
    }
    int from = part.settle(first());
    int length = slots.getFirst().to() - slots.getFirst().from();
    return new Hours(List.of(new Slot(from, from + length)), unit, range, true, open);
  }
}
