package dev.engram.internal.capture.time;

import java.util.Optional;
import java.util.OptionalInt;

/** Times of day: "7:30 pm", "half past seven", "8 o'clock", "1730", "noon". */
final class Clock {
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;
  private static final int HALF = 12 * HOUR;

  private final Reader reader;
  private final Numbers numbers;

  Clock(Reader reader, Numbers numbers) {
    this.reader = reader;
    this.numbers = numbers;
  }

  /**
   * A point in the day.
   *
   * @param bare whether the words before say that a time follows, so that a mere number is one
   */
  Optional<Hours> point(boolean bare) {
    if (NumericDates.cut(reader) || reader.peek(-1).is("$") || reader.peek(-1).is("£")) {
      return Optional.empty();
    }
    return uncut(bare);
  }

  /** The same behind a joint, where a number before does not make it a piece of one. */
  Optional<Hours> uncut(boolean bare) {
    return reader.longest(
        this::named, this::past, () -> digits(bare), () -> words(bare), () -> military(bare));
  }

  private Optional<Hours> named() {
    Token first = reader.peek();
    int noon = 0;
    if (first.is("noon") || first.is("midday") || first.is("noonish")) {
      noon = 12 * HOUR;
    } else if (reader.takeAll("mid", "night") || reader.takeAll("mid", "-", "night")) {
      return Optional.of(Hours.at(0, Granularity.HOUR));
    } else if (first.is("12") || (first.isNumber() && first.number() == 12)) {
      if (reader.peek(1).is("noon") || reader.peek(1).is("midnight")) {
        reader.skip(2);
        boolean night = reader.peek(-1).is("midnight");
        return Optional.of(Hours.at(night ? 0 : 12 * HOUR, Granularity.HOUR));
      }
      return Optional.empty();
    } else if (!first.is("midnight")) {
      return Optional.empty();
    }
    reader.skip(1);
    return Optional.of(Hours.at(noon, Granularity.HOUR));
  }

  /** "half past seven", "20 minutes past eight", "quarter to nine". */
  private Optional<Hours> past() {
    int minutes;
    boolean words = true;
    reader.take("a");
    if (reader.take("half")) {
      minutes = 30;
    } else if (reader.take("quarter")) {
      minutes = 15;
    } else {
      OptionalInt count = small();
      if (count.isEmpty() || count.getAsInt() > 59) {
        return Optional.empty();
      }
      minutes = count.getAsInt();
      words = reader.take("min", "mins", "minute", "minutes");
    }
    boolean to = words && reader.take("to", "before", "till");
    if (!to && !reader.take("past")) {
      return Optional.empty();
    }
    OptionalInt hour = small();
    if (hour.isEmpty() || hour.getAsInt() < 1 || hour.getAsInt() > 23) {
      return Optional.empty();
    }
    int second = hour.getAsInt() * HOUR + (to ? -minutes : minutes) * MINUTE;
    oclock();
    return Optional.of(halved(second, hour.getAsInt() > 12, Granularity.MINUTE));
  }

  private OptionalInt small() {
    Token token = reader.peek();
    if (token.isNumber() && token.digits() <= 2) {
      reader.skip(1);
      return OptionalInt.of((int) token.number());
    }
    return numbers.small();
  }

  private boolean oclock() {
    return reader.take("oclock") || reader.takeAll("o", "'", "clock");
  }

  /** "9:30", "19:05:10", "8.30pm", "9am", "5p", "7 o'clock", "11ish"; 7 alone if cued. */
  private Optional<Hours> digits(boolean bare) {
    Token hour = reader.peek();
    if (!hour.within(0, 24)) {
      return hour.digits() >= 3 ? joined() : Optional.empty();
    }
    reader.skip(1);
    int second = (int) hour.number() * HOUR;
    Granularity unit = Granularity.HOUR;
    boolean colon = glue(":");
    boolean point = !colon && glue(".");
    if (colon || point) {
      Token minute = reader.peek(1);
      if (minute.digits() != 2 || !minute.within(0, 59)) {
        return Optional.empty();
      }
      reader.skip(2);
      second += (int) minute.number() * MINUTE;
      unit = Granularity.MINUTE;
      if (glue(":") && reader.peek(1).within(0, 59) && reader.peek(1).digits() == 2) {
        second += (int) reader.peek(1).number();
        reader.skip(2);
        unit = Granularity.SECOND;
        if (glue(".")) {
          reader.skip(2);
        }
      }
    }
    Optional<Hours> half = half(second, unit);
    if (half.isPresent()) {
      return half;
    }
    boolean sharp = oclock();
    if (!sharp && reader.glued() && reader.take("ish")) {
      return hour.number() <= 12 ? Optional.of(Hours.either(second, unit)) : Optional.empty();
    }
    if (!sharp && (tied() || (point && !bare) || (!colon && !bare))) {
      return Optional.empty();
    }
    if (!sharp && !colon && counted()) {
      return Optional.empty();
    }
    boolean full = hour.number() > 12 || hour.number() == 0;
    return hour.number() == 24 && second > 24 * HOUR
        ? Optional.empty()
        : Optional.of(halved(second, full, unit));
  }

  /** Whether a mark with digits behind it is glued to the number just read. */
  private boolean glue(String mark) {
    Token token = reader.peek();
    Token next = reader.peek(1);
    return token.is(mark) && !token.spaced() && next.isNumber() && !next.spaced();
  }

  private boolean tied() {
    Token next = reader.peek();
    return !next.spaced()
        && (next.isNumber()
            || next.isWord()
            || next.is("%")
            || next.is("/")
            || next.is("_")
            || (next.is(":") && !reader.peek(1).spaced())
            || (next.is("-")
                && reader.peek(1).isNumber()
                && !reader.peek(2).spaced()
                && reader.peek(2).is("-"))
            || (next.is(".") && reader.peek(1).isNumber() && !reader.peek(1).spaced()));
  }

  /** Whether the number just read counts something. */
  private boolean counted() {
    Token next = reader.peek();
    if (next.is("%") || next.is("/") || next.is("°")) {
      return true;
    }
    if (!next.isWord()) {
      return false;
    }
    if ((next.is("and") || next.is("or"))
        && reader.peek(1).isNumber()
        && reader.peek(2).entry().month() > 0) {
      return true;
    }
    if (next.entry().unit().isPresent() || next.entry().month() > 0 || next.entry().number() >= 0) {
      return true;
    }
    return !Neighbours.AFTER_HOUR.has(next)
        && next.entry().weekday() < 0
        && next.entry().part().isEmpty();
  }

  /** "1140 a.m.", "0730". */
  private Optional<Hours> joined() {
    Token token = reader.peek();
    if (token.digits() > 4
        || token.number() < 0
        || token.number() % 100 > 59
        || token.number() / 100 > 12) {
      return Optional.empty();
    }
    reader.skip(1);
    int second = (int) (token.number() / 100) * HOUR + (int) (token.number() % 100) * MINUTE;
    return half(second, Granularity.MINUTE);
  }

  /** "0730" where a time must stand. */
  private Optional<Hours> military(boolean bare) {
    Token token = reader.peek();
    boolean fits =
        bare
            && token.isNumber()
            && token.digits() == 4
            && token.number() < 2_400
            && token.number() % 100 < 60
            && (token.number() < 1_000 || token.number() % 5 == 0);
    if (!fits || (token.isYear() && token.number() >= 1_800)) {
      return Optional.empty();
    }
    reader.skip(1);
    if (tied() || counted()) {
      return Optional.empty();
    }
    reader.take("hours", "hrs", "h");
    int second = (int) (token.number() / 100) * HOUR + (int) (token.number() % 100) * MINUTE;
    return Optional.of(halved(second, token.number() >= 1_300, Granularity.MINUTE));
  }

  /** What "am" or "pm" makes of a time. */
  private Optional<Hours> half(int second, Granularity unit) {
    int mark = reader.at();
    boolean spaced = reader.peek().spaced();
    if (!spaced && reader.peek().is(".") && (reader.peek(1).is("am") || reader.peek(1).is("pm"))) {
      reader.skip(1);
    }
    boolean am = reader.take("am");
    boolean pm = !am && reader.take("pm");
    if (reader.takeAll("ampm") || (!spaced && am && reader.takeAll("/", "pm"))) {
      return Optional.of(Hours.either(second, unit));
    }
    if (!am && !pm && (reader.peek().is("a") || reader.peek().is("p"))) {
      am = reader.peek().is("a");
      pm = !am;
      reader.skip(1);
      boolean dotted = reader.take(".");
      boolean m = reader.take("m");
      if (!m && (spaced || (!reader.peek().spaced() && reader.peek().isWord()))) {
        am = false;
        pm = false;
      } else if (m && dotted && reader.peek().is(".") && reader.at() > mark) {
        reader.skip(1);
      } else if (!m && dotted) {
        reader.skip(-1);
      }
    }
    int top = second / HOUR;
    Token next = reader.peek();
    boolean run = !next.spaced() && (next.isWord() || next.isNumber());
    if ((!am && !pm) || run || (top > 12 && am)) {
      reader.moveTo(mark);
      return Optional.empty();
    }
    int clock = top > 12 ? second - HALF : second % HALF;
    return Optional.of(Hours.at(pm ? clock + HALF : clock, unit));
  }

  /** "seven thirty", "six pm", "eight o'clock", "seven twenty-seven"; "seven" alone if cued. */
  private Optional<Hours> words(boolean bare) {
    OptionalInt hour = numbers.small();
    if (hour.isEmpty() || hour.getAsInt() > 12 || hour.getAsInt() < 1) {
      return Optional.empty();
    }
    int second = hour.getAsInt() * HOUR;
    Granularity unit = Granularity.HOUR;
    int mark = reader.at();
    if (reader.glued()) {
      reader.take("-");
    }
    boolean oh = reader.take("oh", "o");
    OptionalInt minute = numbers.small();
    boolean stated =
        minute.isPresent() && minute.getAsInt() < 60 && (oh || minute.getAsInt() >= 10);
    if (stated) {
      second += minute.getAsInt() * MINUTE;
      unit = Granularity.MINUTE;
      reader.take("minutes");
    } else {
      reader.moveTo(mark);
    }
    Optional<Hours> half = half(second, unit);
    if (half.isPresent()) {
      return half;
    }
    if (oclock()) {
      return Optional.of(Hours.either(second, unit));
    }
    return bare && !counted() && (stated || !reader.peek().isWord() || joins())
        ? Optional.of(Hours.either(second, unit))
        : Optional.empty();
  }

  private boolean joins() {
    Token next = reader.peek();
    return switch (next.text()) {
      case "to",
          "until",
          "till",
          "and",
          "in",
          "on",
          "at",
          "today",
          "tonight",
          "tomorrow",
          "this",
          "for",
          "last",
          "next" ->
          true;
      default -> next.entry().weekday() > 0;
    };
  }

  private static Hours halved(int second, boolean full, Granularity unit) {
    return full ? Hours.at(second, unit) : Hours.either(second, unit);
  }
}
