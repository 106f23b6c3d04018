package dev.engram.internal.capture.time;

/** The parts of a day that have names, with the hours that are usual for them. */
enum DayPart {
  MORNING(8, 12),
  AFTERNOON(12, 16),
  EVENING(16, 20),
  NIGHT(20, 24),
  DAYTIME(8, 18),
  NIGHTTIME(0, 8),
  BREAKFAST(8, 12),
  LUNCH(11, 13),
  DINNER(16, 20);

  private static final int HOUR = 3_600;

  private final int from;
  private final int to;

  DayPart(int from, int to) {
    this.from = from;
    this.to = to;
  }

  /** When it begins, in seconds of the day. */
  int from() {
    return from * HOUR;
  }

  /** When it ends, in seconds of the day. */
  int to() {
    return to * HOUR;
  }

  /** Whether it is a meal, which is something done rather than a time. */
  boolean meal() {
    return this == BREAKFAST || this == LUNCH || this == DINNER;
  }

  /** The second of the day that a time on a twelve-hour clock means in it. */
  int settle(int second) {
    int clock = second % (12 * HOUR);
    return switch (this) {
      case MORNING, BREAKFAST, NIGHTTIME -> clock;
      case AFTERNOON, EVENING, DINNER -> clock + 12 * HOUR;
      case NIGHT -> clock >= 6 * HOUR ? clock + 12 * HOUR : clock;
      case DAYTIME, LUNCH -> clock >= 7 * HOUR ? clock : clock + 12 * HOUR;
    };
  }
}
