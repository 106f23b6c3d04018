package dev.engram.internal.capture.time;

import java.util.Optional;

/** Which of many is meant, seen from now: "last", "this", "next" and their like. */
enum Shift {
  LAST(-1),
  /** The nearest before: "this past Wednesday". */
  PAST(-1),
  THIS(0),
  NEXT(1),
  /** The nearest to come: "this coming Friday". */
  COMING(1);

  private final int step;

  Shift(int step) {
    this.step = step;
  }

  int step() {
    return step;
  }

  /** Whether "last" behind a word is what things do that take time. */
  private static boolean verb(String before) {
    return switch (before) {
      case "will",
          "ll",
          "t",
          "to",
          "can",
          "could",
          "should",
          "would",
          "may",
          "might",
          "not",
          "did",
          "does" ->
          true;
      default -> false;
    };
  }

  /** Reads one. */
  static Optional<Shift> read(Reader reader) {
    if (reader.take("this", "current")) {
      if (reader.take("past")) {
        return Optional.of(PAST);
      }
      return Optional.of(reader.take("coming", "upcoming", "next") ? COMING : THIS);
    }
    if (reader.take("same", "that")) {
      return Optional.of(THIS);
    }
    if (reader.peek().is("last") && verb(reader.peek(-1).text())) {
      return Optional.empty();
    }
    if (reader.take("last", "previous", "prior", "preceding")) {
      return Optional.of(LAST);
    }
    if (reader.take("past")) {
      return Optional.of(PAST);
    }
    if (reader.take("next", "following")) {
      return Optional.of(NEXT);
    }
    return reader.take("coming", "upcoming") ? Optional.of(COMING) : Optional.empty();
  }
}
