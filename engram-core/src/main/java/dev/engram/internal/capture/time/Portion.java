package dev.engram.internal.capture.time;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** A part of a stretch that is named loosely: "early", "mid", "the end of". */
enum Portion {
  EARLY,
  /** "Earlier": what has come to pass of it. */
  EARLIER,
  MID,
  LATE,
  /** "Later": what has not. */
  LATER,
  /** What is left: "the rest of the week". */
  REST;

  private static final int[] MONTH = {1, 10, 16, 21};

  /**
   * The days of it. A stated year falls into thirds; the year that is now into halves, as does a
   * month; the middle of a month is from the 10th to the 20th; a week is cut before Thursday. What
   * is early in a stretch that is now has come to pass, and what is late has not.
   */
  Days of(Days days, Granularity unit, LocalDate today) {
    boolean now = days.holds(today);
    LocalDate from = days.from();
    LocalDate to = days.to();
    if (this == REST) {
      return new Days(now ? today : from, to);
    }
    if (this == EARLIER || this == LATER) {
      boolean early = this == EARLIER;
      Days cut = (early ? EARLY : LATE).of(days, unit, today);
      if (!now) {
        return cut;
      }
      return early
          ? new Days(cut.from(), today.isAfter(from) ? earlier(cut.to(), today) : cut.to())
          : new Days(later(cut.from(), today), to);
    }
    Days cut =
        switch (unit) {
          case MONTH -> month(from, to);
          case WEEK, WORKWEEK, WEEKEND, FORTNIGHT -> week(from, to);
          case YEAR -> now ? halves(from, to) : thirds(from, to);
          case DECADE, CENTURY -> thirds(from, to);
          default -> thirds(from, to);
        };
    return cut;
  }

  private Days month(LocalDate from, LocalDate to) {
    return switch (this) {
      case EARLY -> new Days(from, from.withDayOfMonth(MONTH[2]));
      case MID -> new Days(from.withDayOfMonth(MONTH[1]), from.withDayOfMonth(MONTH[3]));
      default -> new Days(from.withDayOfMonth(MONTH[2]), to);
    };
  }

  private Days week(LocalDate from, LocalDate to) {
    LocalDate middle = from.plusDays(ChronoUnit.DAYS.between(from, to) / 2);
    return switch (this) {
      case EARLY -> new Days(from, middle);
      case MID -> new Days(middle.minusDays(1), middle.plusDays(2));
      default -> new Days(middle, to);
    };
  }

  private Days halves(LocalDate from, LocalDate to) {
    LocalDate middle = from.plusMonths(ChronoUnit.MONTHS.between(from, to) / 2);
    return switch (this) {
      case EARLY -> new Days(from, middle);
      case MID -> thirds(from, to);
      default -> new Days(middle, to);
    };
  }

  private Days thirds(LocalDate from, LocalDate to) {
    long months = ChronoUnit.MONTHS.between(from, to);
    LocalDate first = from.plusMonths(months / 3);
    LocalDate second = from.plusMonths(2 * months / 3);
    if (months < 3) {
      long days = ChronoUnit.DAYS.between(from, to);
      first = from.plusDays(days / 3);
      second = from.plusDays(2 * days / 3);
    }
    return switch (this) {
      case EARLY -> new Days(from, first);
      case MID -> new Days(first, second);
      default -> new Days(second, to);
    };
  }

  private static LocalDate earlier(LocalDate a, LocalDate b) {
    return a.isBefore(b) ? a : b;
  }

  private static LocalDate later(LocalDate a, LocalDate b) {
    return a.isAfter(b) ? a : b;
  }

  /** Reads one, with what joins it to its stretch. */
  static Optional<Portion> read(Reader reader) {
    reader.take("the", "around");
    Token word = reader.peek();
    Optional<Portion> portion =
        switch (word.text()) {
          case "early", "beginning", "start", "dawn" -> Optional.of(EARLY);
          case "earlier" -> Optional.of(EARLIER);
          case "later" -> Optional.of(LATER);
          case "mid", "middle" -> Optional.of(MID);
          case "late", "end" -> Optional.of(LATE);
          case "rest", "remaining", "remainder" -> Optional.of(REST);
          default -> Optional.empty();
        };
    if (portion.isEmpty()) {
      return portion;
    }
    reader.skip(1);
    if (word.is("mid") || word.is("early") || word.is("late")) {
      reader.dash();
      reader.takeAll("in", "the");
      return portion;
    }
    boolean loose = word.is("earlier") || word.is("later");
    boolean joined = reader.take("of") || (loose && reader.take("in"));
    boolean needs = word.is("beginning") || word.is("start") || word.is("dawn");
    return needs && !joined ? Optional.empty() : portion;
  }
}
