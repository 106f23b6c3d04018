package dev.engram.internal.capture.time;

import java.util.Optional;
import java.util.OptionalInt;

/** Numbers in digits and in words. */
final class Numbers {
  private static final double FEW = 3;
  private static final int MOST = 1_000_000;

  private final Reader reader;

  Numbers(Reader reader) {
    this.reader = reader;
  }

  /** A count of units: "3", "3.5", "twenty-one", "a couple of", "half a", "one and a half". */
  Optional<Double> count() {
    return reader.first(this::half, this::vague, this::digits, this::words);
  }

  private Optional<Double> half() {
    if (reader.take("½")) {
      return Optional.of(0.5);
    }
    if (!reader.take("half")) {
      return Optional.empty();
    }
    return reader.take("a", "an") ? Optional.of(0.5) : Optional.empty();
  }

  private Optional<Double> vague() {
    if (reader.takeAll("a", "couple", "of")
        || reader.takeAll("a", "couple")
        || reader.takeAll("couple", "of")
        || reader.take("couple")) {
      return Optional.of(2.0);
    }
    if (reader.takeAll("a", "few") || reader.take("few", "some", "several")) {
      return Optional.of(FEW);
    }
    if (reader.takeAll("a", "dozen") || reader.take("dozen")) {
      return Optional.of(12.0);
    }
    if (reader.take("a", "an", "another")) {
      return Optional.of(1.0);
    }
    return Optional.empty();
  }

  private Optional<Double> digits() {
    Token first = reader.peek();
    if (!first.isNumber() || first.number() < 0 || first.number() > MOST) {
      return Optional.empty();
    }
    reader.skip(1);
    double value = first.number();
    if (reader.glued()
        && reader.peek().is(".")
        && reader.peek(1).isNumber()
        && !reader.peek(1).spaced()) {
      Token decimals = reader.peek(1);
      value += Math.max(0, decimals.number()) / Math.pow(10, decimals.digits());
      reader.skip(2);
    } else if (reader.peek().is("½")) {
      reader.skip(1);
      value += 0.5;
    }
    return Optional.of(value + fraction());
  }

  private Optional<Double> words() {
    OptionalInt whole = cardinal();
    return whole.isEmpty() ? Optional.empty() : Optional.of(whole.getAsInt() + fraction());
  }

  /** "and a half", "and a quarter". */
  double fraction() {
    if (reader.takeAll("and", "a", "half") || reader.takeAll("and", "half")) {
      return 0.5;
    }
    return reader.takeAll("and", "a", "quarter") || reader.takeAll("and", "quarter") ? 0.25 : 0;
  }

  /** A whole number in words below a million. */
  OptionalInt cardinal() {
    int mark = reader.at();
    int total = 0;
    int current = 0;
    int read = 0;
    while (true) {
      int joint = reader.at();
      boolean joined = read > 0 && (reader.take("and") || (reader.glued() && reader.take("-")));
      OptionalInt small = small();
      if (small.isPresent() && fits(current, small.getAsInt())) {
        current += small.getAsInt();
      } else if (!joined
          && small.isEmpty()
          && current > 0
          && current < 100
          && reader.take("hundred")) {
        current *= 100;
      } else if (!joined && small.isEmpty() && current > 0 && reader.take("thousand")) {
        total += current * 1000;
        current = 0;
      } else {
        reader.moveTo(joint);
        break;
      }
      read++;
    }
    if (read == 0) {
      reader.moveTo(mark);
      return OptionalInt.empty();
    }
    return OptionalInt.of(total + current);
  }

  private static boolean fits(int current, int small) {
    return current == 0
        || current % 100 == 0
        || (current % 10 == 0 && current % 100 >= 20 && small < 10);
  }

  /** A number below 100 in words. */
  OptionalInt small() {
    int value = reader.peek().entry().number();
    if (value < 0 || value >= 100) {
      return OptionalInt.empty();
    }
    reader.skip(1);
    if (value < 20) {
      return OptionalInt.of(value);
    }
    int mark = reader.at();
    if (reader.glued()) {
      reader.take("-");
    }
    int unit = reader.peek().entry().number();
    if (unit > 0 && unit < 10) {
      reader.skip(1);
      return OptionalInt.of(value + unit);
    }
    reader.moveTo(mark);
    return OptionalInt.of(value);
  }

  /** A rank: "3rd", "third", "twenty-third". */
  OptionalInt ordinal() {
    Token first = reader.peek();
    if (first.isNumber() && first.digits() <= 3) {
      Token suffix = reader.peek(1);
      if (!suffix.spaced()
          && (suffix.is("st") || suffix.is("nd") || suffix.is("rd") || suffix.is("th"))) {
        reader.skip(2);
        return OptionalInt.of((int) first.number());
      }
      return OptionalInt.empty();
    }
    int rank = first.entry().ordinal();
    if (rank > 0) {
      reader.skip(1);
      return OptionalInt.of(rank);
    }
    int tens = first.entry().number();
    if (tens >= 20 && tens < 100) {
      int ahead = reader.peek(1).is("-") ? 2 : 1;
      int unit = reader.peek(ahead).entry().ordinal();
      if (unit > 0 && unit < 10) {
        reader.skip(ahead + 1);
        return OptionalInt.of(tens + unit);
      }
    }
    return OptionalInt.empty();
  }

  /** A day of the month by rank, or plainly in digits or words. */
  OptionalInt day(boolean plain) {
    int mark = reader.at();
    OptionalInt day = ordinal();
    if (day.isEmpty() && plain) {
      if (reader.peek().within(1, 31)) {
        day = OptionalInt.of((int) reader.peek().number());
        reader.skip(1);
      } else {
        day = small();
        if (reader.peek().is("thousand") || reader.peek().is("hundred")) {
          day = OptionalInt.empty();
        }
      }
    }
    if (day.isPresent() && day.getAsInt() >= 1 && day.getAsInt() <= 31) {
      return day;
    }
    reader.moveTo(mark);
    return OptionalInt.empty();
  }

  /** A year in words: "nineteen ninety six", "two thousand and five", "twenty twenty-four". */
  OptionalInt yearInWords() {
    int mark = reader.at();
    OptionalInt high = small();
    if (high.isPresent()) {
      int century = high.getAsInt();
      if (century >= 10 && century <= 20) {
        boolean hundred = reader.take("hundred");
        int joint = reader.at();
        if (hundred) {
          reader.take("and");
        }
        OptionalInt low = small();
        if (low.isPresent() && (hundred || low.getAsInt() >= 10)) {
          return OptionalInt.of(century * 100 + low.getAsInt());
        }
        if (hundred) {
          reader.moveTo(joint);
          return OptionalInt.of(century * 100);
        }
      } else if (century <= 2 && century > 0 && reader.peek().is("thousand")) {
        reader.moveTo(mark);
        return cardinal();
      }
    }
    reader.moveTo(mark);
    return OptionalInt.empty();
  }

  /** A year, in four digits or in words. */
  OptionalInt year() {
    if (reader.peek().isYear()) {
      int year = (int) reader.peek().number();
      reader.skip(1);
      return OptionalInt.of(year);
    }
    return yearInWords();
  }
}
