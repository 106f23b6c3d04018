package dev.engram.internal.capture.time;

import java.time.DayOfWeek;
import java.time.YearMonth;
import java.util.Optional;
import java.util.OptionalInt;

/** Dates with the names of months and weekdays: "3 May 2024", "May the third", "Mon 13th". */
final class NamedDates {
  private final Reader reader;
  private final Numbers numbers;

  NamedDates(Reader reader, Numbers numbers) {
    this.reader = reader;
    this.numbers = numbers;
  }

  /** A date. */
  Optional<Term> date() {
    return reader.longest(this::monthFirst, this::dayFirst, this::yearFirst);
  }

  /** Whether the word is a month here and not the verb, the adverb or somebody's name. */
  static boolean verb(Reader reader) {
    Token month = reader.peek();
    Token before = reader.peek(-1);
    return (month.is("may")
            && (before.is("i")
                || before.is("you")
                || before.is("he")
                || before.is("she")
                || before.is("it")
                || before.is("we")
                || before.is("they")
                || before.is("that")))
        || (month.is("march") && before.is("to") && !reader.peek(-2).isWord());
  }

  private Optional<Term> monthFirst() {
    Token name = reader.peek();
    Token sign = reader.peek(-1);
    if ((sign.is("$") && !name.spaced()) || verb(reader)) {
      return Optional.empty();
    }
    OptionalInt month = reader.month();
    if (month.isEmpty()) {
      return Optional.empty();
    }
    int bare = reader.at();
    Optional<Term> day = monthDay(month.getAsInt());
    if (day.isPresent()) {
      return day;
    }
    reader.moveTo(bare);
    return monthYear(month.getAsInt(), name);
  }

  private Optional<Term> monthDay(int month) {
    reader.take(",");
    boolean article = reader.take("the");
    OptionalInt day = numbers.day(true);
    Token last = reader.peek(-1);
    if (day.isEmpty() || (timeFollows() && !ranked(last) && !article)) {
      return Optional.empty();
    }
    return Term.date(yearAfter(ranked(last)), month, day.getAsInt());
  }

  private static boolean ranked(Token last) {
    return last.is("st")
        || last.is("nd")
        || last.is("rd")
        || last.is("th")
        || last.entry().ordinal() > 0;
  }

  /** Whether the number just read is an hour. */
  private boolean timeFollows() {
    Token next = reader.peek();
    boolean colon = next.is(":") && !next.spaced() && reader.peek(1).isNumber();
    return colon
        || next.is("am")
        || next.is("pm")
        || next.is("oclock")
        || (next.is("o") && reader.peek(1).is("'"));
  }

  private Optional<Term> monthYear(int month, Token name) {
    int mark = reader.at();
    if (!reader.take("of", ",", "in")) {
      reader.dash();
    }
    OptionalInt year = numbers.year();
    if (year.isEmpty()
        && (reader.peek(-1).is("of") || reader.take("'"))
        && reader.peek().digits() == 2
        && reader.peek().isNumber()) {
      int two = (int) reader.peek().number();
      reader.skip(1);
      year = OptionalInt.of(NumericDates.fullYear(two, 2, reader.today().getYear()));
    }
    if (year.isPresent() && !colonFollows()) {
      return Optional.of(
          Term.unit(YearMonth.of(year.getAsInt(), month).atDay(1), Granularity.MONTH));
    }
    reader.moveTo(mark);
    return plainMonth(name) ? Optional.of(Term.month(month)) : Optional.empty();
  }

  private boolean colonFollows() {
    return reader.glued() && reader.peek().is(":") && reader.peek(1).isNumber();
  }

  /** Whether a month's name alone, without day or year, is one. */
  private boolean plainMonth(Token name) {
    Token next = reader.peek();
    if (!next.spaced() && (next.isNumber() || next.isWord() || next.is("_") || next.is("("))) {
      return false;
    }
    int back = reader.peek(-1).is(".") ? -3 : -2;
    Token before = reader.peek(back);
    boolean cue =
        switch (before.text()) {
          case "and", "or" -> !name.is("may") && !name.is("march");
          case "to", "-" ->
              reader.peek(back - 1).entry().month() > 0 || reader.peek(back - 1).isNumber();
          default -> Neighbours.BEFORE_MONTH.has(before);
        };
    return switch (name.text()) {
      case "may", "march" ->
          (cue
                  && (name.capital()
                      || (!before.is("the") && !before.is("this") && !before.is("that"))))
              || rangeFollows();
      case "mar", "jan", "dec", "sep", "oct", "nov", "feb", "apr", "jun", "jul", "aug" ->
          cue || rangeFollows() || (name.capital() && !next.is("'"));
      case "april", "june", "august" -> cue || rangeFollows() || !verbLike(next);
      default -> true;
    };
  }

  private static boolean verbLike(Token next) {
    return (next.isWord()
            && (next.text().endsWith("ed") || next.text().endsWith("s") || next.is("and")))
        || next.is("'");
  }

  private boolean rangeFollows() {
    Token mark = reader.peek();
    boolean joint = mark.is("to") || mark.is("-") || mark.is("through") || mark.is("until");
    return joint && reader.peek(1).entry().month() > 0;
  }

  private Optional<Term> dayFirst() {
    reader.take("the");
    OptionalInt day = numbers.day(true);
    if (day.isEmpty()) {
      return Optional.empty();
    }
    boolean ranked = ranked(reader.peek(-1));
    if (ranked) {
      reader.take("day");
    }
    Optional<Term> listed = listed(day.getAsInt());
    if (listed.isPresent()) {
      return listed;
    }
    boolean word = reader.peek(-1).isWord() && !ranked;
    if (word && (reader.peek().is("may") || reader.peek().is("march"))) {
      return Optional.empty();
    }
    boolean of = reader.take("of");
    if (!of && !ranked && reader.glued()) {
      return Optional.empty();
    }
    if (verb(reader)) {
      return Optional.empty();
    }
    boolean abbreviated = reader.peek().digits() == 3;
    Token name = reader.peek();
    OptionalInt month = reader.month();
    if (month.isEmpty()
        || (abbreviated
            && name.is("mar")
            && !of
            && !ranked
            && name.capital()
            && reader.peek().entry().month() > 0)) {
      return Optional.empty();
    }
    reader.take(",");
    return Term.date(yearAfter(true), month.getAsInt(), day.getAsInt());
  }

  /** "18" of "18 and 19 June". */
  private Optional<Term> listed(int day) {
    int mark = reader.at();
    reader.take("and", "or", ",");
    boolean joined = reader.at() > mark;
    Optional<Term> other =
        joined && numbers.day(true).isPresent() && !verb(reader)
            ? reader.month().stream()
                .boxed()
                .findFirst()
                .flatMap(month -> Term.date(yearAfter(true), month, day))
            : Optional.empty();
    reader.moveTo(mark);
    return other;
  }

  private Optional<Term> yearFirst() {
    if (!reader.peek().isYear()) {
      return Optional.empty();
    }
    int year = (int) reader.peek().number();
    reader.skip(1);
    reader.take(",");
    OptionalInt month = reader.month();
    if (month.isEmpty()) {
      return Optional.empty();
    }
    int mark = reader.at();
    OptionalInt day = numbers.day(true);
    if (day.isPresent() && !timeFollows()) {
      return Term.date(OptionalInt.of(year), month.getAsInt(), day.getAsInt());
    }
    reader.moveTo(mark);
    return Optional.of(Term.unit(YearMonth.of(year, month.getAsInt()).atDay(1), Granularity.MONTH));
  }

  /**
   * A year that follows a date, if one does.
   *
   * @param twoDigits whether two digits may be it
   */
  OptionalInt yearAfter(boolean twoDigits) {
    int mark = reader.at();
    boolean comma = reader.take(",");
    boolean joined = reader.take("of", "in");
    reader.take("the");
    reader.take("year");
    OptionalInt year = numbers.year();
    if (year.isPresent() && !colonFollows() && !reader.peek().is("hours")) {
      return year;
    }
    reader.moveTo(mark);
    if (comma || !twoDigits) {
      return OptionalInt.empty();
    }
    boolean of = reader.take("of");
    boolean apostrophe = reader.take("'");
    Token token = reader.peek();
    boolean plain = of || apostrophe || joined || endsAfter();
    if (plain && token.isNumber() && token.digits() == 2 && (token.spaced() || apostrophe)) {
      reader.skip(1);
      if (!timeFollows() && !reader.peek().is("-") && !reader.peek().is("to")) {
        return OptionalInt.of(
            NumericDates.fullYear((int) token.number(), 2, reader.today().getYear()));
      }
    }
    reader.moveTo(mark);
    return OptionalInt.empty();
  }

  /** Whether a number follows that nothing counts. */
  private boolean endsAfter() {
    Token next = reader.peek(1);
    return !next.isWord() || next.is("was") || next.is("is") || next.is("and") || next.is("will");
  }

  /** A weekday, with the day of the month if it follows. */
  Optional<Term> weekday() {
    OptionalInt day = reader.weekday();
    if (day.isEmpty()) {
      return Optional.empty();
    }
    var weekday = DayOfWeek.of(day.getAsInt());
    int mark = reader.at();
    boolean article = reader.take("the");
    OptionalInt of = numbers.day(!article && reader.peek().isNumber());
    boolean ranked = ranked(reader.peek(-1));
    boolean spaced = reader.peek(-1).spaced() || ranked;
    if (of.isPresent() && spaced && (ranked || !hourLike())) {
      return Optional.of(new Term.Monthly(of.getAsInt(), Optional.of(weekday)));
    }
    reader.moveTo(mark);
    return Optional.of(new Term.Weekly(weekday));
  }

  /** Whether the number just read begins a time or a range of hours. */
  private boolean hourLike() {
    Token next = reader.peek();
    return timeFollows()
        || next.is("-")
        || next.is("~")
        || next.is("to")
        || next.is(":")
        || (next.is(".") && reader.peek(1).isNumber())
        || next.is("/")
        || next.is("p")
        || next.is("a")
        || next.entry().part().isPresent()
        || next.entry().unit().isPresent()
        || (next.isWord()
            && !next.is("at")
            && !next.is("between")
            && !next.is("from")
            && !next.is("and")
            && !next.is("or")
            && !next.is("around")
            && !next.is("is"))
        || next.isNumber();
  }

  /** "the 18th", "the 17": a day of a month not named. */
  Optional<Term> dayOfMonth() {
    boolean article = reader.take("the");
    boolean cued = article || reader.peek(-1).is("on");
    OptionalInt day = numbers.ordinal();
    if (day.isEmpty() && article && reader.peek(-2).is("on") && reader.peek().within(1, 31)) {
      day = OptionalInt.of((int) reader.peek().number());
      reader.skip(1);
      if (reader.peek().isWord()
          && !reader.peek().is("from")
          && !reader.peek().is("between")
          && !reader.peek().is("at")) {
        return Optional.empty();
      }
    }
    boolean rank = reader.peek(-1).isWord() && reader.peek(-2).isNumber();
    if (day.isEmpty()
        || day.getAsInt() < 1
        || day.getAsInt() > 31
        || !cued
        || (!rank && !article)) {
      return Optional.empty();
    }
    if (!rank
        && !reader.peek(-1).isNumber()
        && reader.peek(-1).entry().ordinal() > 0
        && !reader.peek(-3).is("on")) {
      return Optional.empty();
    }
    Token next = reader.peek();
    boolean counts = next.isWord() && !Neighbours.AFTER_DAY.has(next);
    return counts || (next.is("-") && !next.spaced())
        ? Optional.empty()
        : Optional.of(new Term.Monthly(day.getAsInt(), Optional.empty()));
  }
}
