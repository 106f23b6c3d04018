package dev.engram.internal.capture.time;

import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Dates whose parts are joined by marks: {@code 2024-03-01}, {@code 3/1/24}, {@code 01.03.2024},
 * {@code 05-Aug-2016}, {@code 2024-W09}. Where day and month could be either, the month is first,
 * but after points the day.
 */
final class NumericDates {
  private static final int NEAR_FUTURE = 20;

  private final Reader reader;

  NumericDates(Reader reader) {
    this.reader = reader;
  }

  /**
   * A date.
   *
   * @param cued whether the words before say that a date follows, so that two short numbers do
   */
  Optional<Term> date(boolean cued) {
    return reader.first(this::compact, this::isoWeek, this::spaced, this::triple, () -> pair(cued));
  }

  /** Whether the token begins something that was cut from a longer run of numbers. */
  static boolean cut(Reader reader) {
    Token first = reader.peek();
    Token mark = reader.peek(-1);
    if (first.spaced() || !first.isNumber()) {
      return false;
    }
    return mark.isNumber()
        || ((mark.is(".") || mark.is(",") || mark.is("-") || mark.is("/") || mark.is(":"))
            && !mark.spaced()
            && reader.peek(-2).isNumber());
  }

  /** Whether more digits follow, so that what was read is part of something else. */
  private boolean runsOn() {
    Token next = reader.peek();
    if (next.spaced()) {
      return false;
    }
    boolean mark = next.is("-") || next.is("/") || next.is(".") || next.is(",");
    Token digits = reader.peek(1);
    boolean more = mark && digits.isNumber() && !digits.spaced();
    return next.isNumber() || (more && (digits.digits() > 4 || !rangeFollows()));
  }

  private boolean rangeFollows() {
    int mark = reader.at();
    boolean range =
        reader.take("-")
            && reader.peek().isNumber()
            && (reader.peek(1).is("/") || reader.peek(1).is("-") || reader.peek().isYear());
    reader.moveTo(mark);
    return range;
  }

  private Optional<Term> compact() {
    Token token = reader.peek();
    if (!token.isNumber() || token.digits() != 8) {
      return Optional.empty();
    }
    long number = token.number();
    int year = (int) (number / 10_000);
    if (year < 1800 || year > 2199) {
      return Optional.empty();
    }
    reader.skip(1);
    return runsOn()
        ? Optional.empty()
        : Term.date(OptionalInt.of(year), (int) (number / 100 % 100), (int) (number % 100));
  }

  private Optional<Term> isoWeek() {
    if (!reader.peek().isYear()) {
      return Optional.empty();
    }
    int year = (int) reader.peek().number();
    reader.skip(1);
    reader.take("-");
    Token week = reader.peek(1);
    if (!reader.peek().is("w") || reader.peek().spaced() || week.spaced() || !week.within(1, 53)) {
      return Optional.empty();
    }
    reader.skip(2);
    LocalDate monday = LocalDate.of(year, 1, 4).with(IsoFields.WEEK_OF_WEEK_BASED_YEAR, 1);
    monday = Granularity.WEEK.floor(monday.atStartOfDay()).toLocalDate();
    monday = monday.plusWeeks(week.number() - 1);
    Token day = reader.peek(1);
    if (reader.glued() && reader.peek().is("-") && !day.spaced() && day.within(1, 7)) {
      reader.skip(2);
      return Optional.of(Term.day(monday.plusDays(day.number() - 1)));
    }
    return Optional.of(Term.unit(monday, Granularity.WEEK));
  }

  /** "2016 10 16". */
  private Optional<Term> spaced() {
    Token year = reader.peek();
    Token month = reader.peek(1);
    Token day = reader.peek(2);
    if (!year.isYear()
        || month.digits() != 2
        || day.digits() != 2
        || !month.within(1, 12)
        || !day.within(1, 31)) {
      return Optional.empty();
    }
    reader.skip(3);
    return Term.date(OptionalInt.of((int) year.number()), (int) month.number(), (int) day.number());
  }

  private Optional<Term> triple() {
    List<Token> parts = parts(3);
    if (parts.size() < 3 || runsOn()) {
      return Optional.empty();
    }
    boolean points = reader.peek(-2).is(".");
    int name = named(parts);
    if (name >= 0) {
      return withName(parts, name);
    }
    Token a = parts.get(0);
    Token b = parts.get(1);
    Token c = parts.get(2);
    if (a.isYear()) {
      return twoDigits(b) && twoDigits(c)
          ? Term.date(year(a), (int) b.number(), (int) c.number())
          : Optional.empty();
    }
    if (!twoDigits(a) || !twoDigits(b) || !(c.isYear() || (c.digits() == 2 && !points))) {
      return Optional.empty();
    }
    boolean dayFirst = points ? b.number() <= 12 : a.number() > 12;
    return dayFirst
        ? Term.date(year(c), (int) b.number(), (int) a.number())
        : Term.date(year(c), (int) a.number(), (int) b.number());
  }

  private Optional<Term> withName(List<Token> parts, int name) {
    int month = parts.get(name).entry().month();
    var numbers = new ArrayList<>(parts);
    numbers.remove(name);
    Token a = numbers.get(0);
    Token b = numbers.get(1);
    boolean yearFirst = a.isYear();
    Token year = yearFirst ? a : b;
    Token day = yearFirst ? b : a;
    return day.within(1, 31) && (year.isYear() || year.digits() == 2)
        ? Term.date(year(year), month, (int) day.number())
        : Optional.empty();
  }

  private Optional<Term> pair(boolean cued) {
    Token before = reader.peek(-1);
    List<Token> parts = parts(2);
    if (parts.size() < 2 || runsOn() || reader.peek().is("%")) {
      return Optional.empty();
    }
    String mark = reader.peek(-2).text();
    Token a = parts.get(0);
    Token b = parts.get(1);
    int name = named(parts);
    if (name >= 0) {
      Token other = parts.get(1 - name);
      int month = parts.get(name).entry().month();
      if (mark.equals(".")) {
        return Optional.empty();
      }
      return other.isYear()
          ? yearMonth(other, month)
          : other.within(1, 31)
              ? Term.date(yearAfterComma(), month, (int) other.number())
              : Optional.empty();
    }
    if (!mark.equals(".") && a.isYear() && b.within(1, 12)) {
      return yearMonth(a, (int) b.number());
    }
    if (!mark.equals(".") && b.isYear() && a.within(1, 12)) {
      return yearMonth(b, (int) a.number());
    }
    if (!a.within(1, 31) || !b.within(1, 31)) {
      return Optional.empty();
    }
    boolean weekday = before.entry().weekday() > 0;
    boolean clear =
        mark.equals("/")
            && (cued
                || ((a.number() > 12) != (b.number() > 12) && !(a.is("24") || b.number() == 7)));
    if (!clear && !weekday && !(mark.equals(".") && before.is("on"))) {
      return Optional.empty();
    }
    boolean dayFirst = a.number() > 12;
    int month = (int) (dayFirst ? b : a).number();
    int day = (int) (dayFirst ? a : b).number();
    if (mark.equals("-") && !falls(month, day, before.entry().weekday())) {
      return Optional.empty();
    }
    return Term.date(yearAfterComma(), month, day);
  }

  /** Whether a day of this year is that weekday; two numbers with a dash are hours otherwise. */
  private boolean falls(int month, int day, int weekday) {
    var year = Year.of(reader.today().getYear());
    return month <= 12
        && year.atMonth(month).isValidDay(day)
        && year.atMonth(month).atDay(day).getDayOfWeek().getValue() == weekday;
  }

  private OptionalInt yearAfterComma() {
    if (reader.peek().is(",") && reader.peek(1).isYear()) {
      int year = (int) reader.peek(1).number();
      reader.skip(2);
      return OptionalInt.of(year);
    }
    return OptionalInt.empty();
  }

  private static Optional<Term> yearMonth(Token year, int month) {
    return Optional.of(
        Term.unit(YearMonth.of((int) year.number(), month).atDay(1), Granularity.MONTH));
  }

  /** That many numbers or months, joined by the same mark without spaces. */
  private List<Token> parts(int count) {
    var parts = new ArrayList<Token>(count);
    String joint = "";
    while (true) {
      Token part = reader.peek();
      boolean fits = (part.isNumber() && part.digits() <= 4) || part.entry().month() > 0;
      if (!fits || (!parts.isEmpty() && part.spaced())) {
        return List.of();
      }
      parts.add(part);
      reader.skip(1);
      if (parts.size() == count) {
        return parts;
      }
      Token mark = reader.peek();
      boolean joins = mark.is("-") || mark.is("/") || mark.is(".");
      if (!joins || mark.spaced() || (!joint.isEmpty() && !mark.is(joint))) {
        return List.of();
      }
      joint = mark.text();
      reader.skip(1);
    }
  }

  private static int named(List<Token> parts) {
    for (int i = 0; i < parts.size(); i++) {
      if (parts.get(i).entry().month() > 0) {
        return i;
      }
    }
    return -1;
  }

  private static boolean twoDigits(Token token) {
    return token.isNumber() && token.digits() <= 2;
  }

  private OptionalInt year(Token token) {
    return OptionalInt.of(fullYear((int) token.number(), token.digits(), reader.today().getYear()));
  }

  /** A year of two digits lies at most 20 years ahead. */
  static int fullYear(int year, int digits, int now) {
    if (digits > 2) {
      return year;
    }
    int century = now / 100 * 100;
    return year <= now % 100 + NEAR_FUTURE ? century + year : century - 100 + year;
  }
}
