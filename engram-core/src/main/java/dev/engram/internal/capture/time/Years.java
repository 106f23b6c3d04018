package dev.engram.internal.capture.time;

import java.time.LocalDate;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Years and what is longer, halves and quarters. A fiscal year is taken for the calendar year, as
 * most companies do; a school year runs from September to the end of June.
 */
final class Years {
  private final Reader reader;
  private final Numbers numbers;

  Years(Reader reader, Numbers numbers) {
    this.reader = reader;
    this.numbers = numbers;
  }

  /** A year, a decade, a century, a half or a quarter. */
  Optional<Term> date() {
    return reader.longest(this::decade, this::century, this::labelled, this::quarter, this::plain);
  }

  static Term year(int year) {
    return Term.unit(LocalDate.of(year, 1, 1), Granularity.YEAR);
  }

  private Optional<Term> decade() {
    reader.take("the");
    int word = reader.peek().entry().decade();
    int current = reader.today().getYear();
    if (word > 0) {
      reader.skip(1);
      return Optional.of(tens(word, current));
    }
    boolean apostrophe = reader.take("'");
    Token number = reader.peek();
    if (!number.isNumber() || number.number() % 10 != 0) {
      return Optional.empty();
    }
    reader.skip(1);
    boolean joined = reader.glued() && reader.take("'");
    Token plural = reader.peek();
    boolean article = reader.peek(-2).is("the") || apostrophe || reader.peek(-2).is("in");
    if (!reader.take("s")
        || (plural.spaced() && !article && !number.isYear())
        || plural.capital()) {
      return Optional.empty();
    }
    if (number.isYear()) {
      return Optional.of(Term.unit(LocalDate.of((int) number.number(), 1, 1), Granularity.DECADE));
    }
    boolean two = number.digits() == 2 && number.number() >= 10;
    return two && (article || joined)
        ? Optional.of(tens((int) number.number(), current))
        : Optional.empty();
  }

  /** The decade of that name that began last. */
  private static Term tens(int tens, int current) {
    int century = current / 100 * 100;
    int year = century + tens <= current ? century + tens : century - 100 + tens;
    return Term.unit(LocalDate.of(year, 1, 1), Granularity.DECADE);
  }

  private Optional<Term> century() {
    reader.take("the");
    OptionalInt rank = numbers.ordinal();
    if (rank.isEmpty() || rank.getAsInt() > 30 || rank.getAsInt() < 2 || !reader.take("century")) {
      return Optional.empty();
    }
    LocalDate from = LocalDate.of((rank.getAsInt() - 1) * 100, 1, 1);
    return Optional.of(Term.unit(from, Granularity.CENTURY));
  }

  /** "year 2008", "the year of 2008", "fiscal year 2008", "FY25", "school year", "cy 18". */
  private Optional<Term> labelled() {
    boolean the = reader.take("the");
    Optional<Shift> shift = Shift.read(reader);
    Token label = reader.peek();
    boolean school =
        reader.takeAll("school", "year") || reader.takeAll("academic", "year") || reader.take("sy");
    boolean fiscal =
        !school
            && (reader.takeAll("fiscal", "year")
                || reader.takeAll("financial", "year")
                || reader.take("fy"));
    boolean calendar =
        !school && !fiscal && (reader.takeAll("calendar", "year") || reader.take("cy"));
    if (!school && !fiscal && !calendar && !reader.take("year")) {
      return Optional.empty();
    }
    if (!reader.take("of")) {
      reader.take("'");
    }
    OptionalInt year = numbers.year();
    Token two = reader.peek();
    if (year.isEmpty() && (school || fiscal || calendar) && two.isNumber() && two.digits() == 2) {
      reader.skip(1);
      year = OptionalInt.of(2000 + (int) two.number());
    }
    if (year.isEmpty()) {
      boolean bare = school || fiscal || calendar || shift.isPresent();
      if (label.digits() == 2 || !bare || reader.peek(-1).is("of")) {
        return Optional.empty();
      }
      year = OptionalInt.of(reader.today().getYear() + shift.map(Shift::step).orElse(0));
    } else if (shift.isPresent()) {
      return Optional.empty();
    }
    if (the && reader.peek(-1).is("of")) {
      return Optional.empty();
    }
    return Optional.of(school ? school(year.getAsInt()) : year(year.getAsInt()));
  }

  private static Term school(int year) {
    LocalDate from = LocalDate.of(year, 9, 1);
    return new Term.Fixed(new Days(from, from.plusMonths(10)), Granularity.YEAR);
  }

  /** "Q3 2024", "2024-Q3", "the third quarter of 2024", "next year's first half", "H2". */
  private Optional<Term> quarter() {
    OptionalInt year = leadingYear();
    boolean the = reader.take("the");
    reader.take("whole");
    Token letter = reader.peek();
    Token digit = reader.peek(1);
    int rank;
    boolean half;
    if ((letter.is("q") || letter.is("h"))
        && digit.isNumber()
        && !digit.spaced()
        && digit.digits() == 1) {
      half = letter.is("h");
      rank = (int) digit.number();
      reader.skip(2);
      Token next = reader.peek();
      if (!next.spaced()
          && (next.isWord() || next.is("."))
          && (next.isWord() || reader.peek(1).isNumber())) {
        return Optional.empty();
      }
      if (half && year.isEmpty() && !yearFollows()) {
        return Optional.empty();
      }
    } else {
      OptionalInt nth = reader.take("last") ? OptionalInt.of(-1) : numbers.ordinal();
      half = reader.take("half");
      if (nth.isEmpty() || (!half && !reader.take("quarter"))) {
        return Optional.empty();
      }
      rank = nth.getAsInt() < 0 ? half ? 2 : 4 : nth.getAsInt();
      if (year.isEmpty() && (half || reader.peek(-2).is("last")) && !yearFollows()) {
        return Optional.empty();
      }
    }
    if (rank < 1 || rank > (half ? 2 : 4)) {
      return Optional.empty();
    }
    if (year.isEmpty()) {
      year = yearAfter();
    }
    int months = half ? 6 : 3;
    int month = (rank - 1) * months + 1;
    Granularity unit = half ? Granularity.HALF_YEAR : Granularity.QUARTER;
    var term =
        new Term.Yearly(
            y ->
                Optional.of(
                    new Days(
                        LocalDate.of(y, month, 1), LocalDate.of(y, month, 1).plusMonths(months))),
            unit);
    if (year.isPresent()) {
      return term.in(year.getAsInt());
    }
    return the && half ? Optional.empty() : Optional.of(term);
  }

  private boolean yearFollows() {
    int mark = reader.at();
    boolean follows = yearAfter().isPresent();
    reader.moveTo(mark);
    return follows;
  }

  private OptionalInt leadingYear() {
    int mark = reader.at();
    OptionalInt year = relativeYear();
    if (year.isPresent() && reader.takeAll("'", "s")) {
      return year;
    }
    reader.moveTo(mark);
    year = numbers.year();
    if (year.isPresent()) {
      reader.take("-", "/", ",", "'");
      reader.take("s");
      return year;
    }
    reader.moveTo(mark);
    return OptionalInt.empty();
  }

  private OptionalInt relativeYear() {
    reader.take("the");
    int mark = reader.at();
    Optional<Shift> shift = Shift.read(reader);
    if (reader.take("year") && (shift.isPresent() || reader.peek(-2).is("the"))) {
      return OptionalInt.of(reader.today().getYear() + shift.map(Shift::step).orElse(0));
    }
    reader.moveTo(mark);
    return OptionalInt.empty();
  }

  /** A year after "of", "in", a comma, a dash or nothing, stated or relative. */
  OptionalInt yearAfter() {
    int mark = reader.at();
    if (!reader.take("of", "in", ",", "-", "/")) {
      reader.take("'");
    }
    int joint = reader.at();
    OptionalInt year = relativeYear();
    if (year.isEmpty()) {
      reader.moveTo(joint);
      reader.take("the");
      reader.take("year");
      year = numbers.year();
    }
    Token two = reader.peek();
    if (year.isEmpty() && reader.peek(-1).is("'") && two.isNumber() && two.digits() == 2) {
      reader.skip(1);
      year = OptionalInt.of(2000 + (int) two.number());
    }
    if (year.isEmpty()) {
      reader.moveTo(mark);
    }
    return year;
  }

  /** A year by itself. */
  private Optional<Term> plain() {
    Token before = reader.peek(-1);
    boolean equals = reader.take("=");
    Token first = reader.peek();
    OptionalInt year = numbers.year();
    if (year.isEmpty() || year.getAsInt() < 1000 || year.getAsInt() > 2199) {
      return Optional.empty();
    }
    boolean cue = equals || Neighbours.BEFORE_YEAR.has(before);
    Token next = reader.peek();
    boolean digits = first.isNumber();
    if (money(before) || glued(next) || (digits && first.number() < 1500 && !before.is("in"))) {
      return Optional.empty();
    }
    if ((next.isWord() && Neighbours.COUNTED.has(next))
        || next.is("%")
        || (!cue && next.isWord() && !Neighbours.AFTER_YEAR.has(next))) {
      return Optional.empty();
    }
    boolean sum =
        (before.is("-")
                && reader.peek(first.isNumber() ? -3 : -2).isNumber()
                && !reader.peek(-3).isYear())
            || (next.is("-")
                && reader.peek(1).isNumber()
                && !reader.peek(1).isYear()
                && reader.peek(1).digits() < 3);
    if (sum) {
      return Optional.empty();
    }
    boolean far = year.getAsInt() < 1800 || year.getAsInt() > 2100;
    return (far && !before.is("in")) || (!digits && !cue)
        ? Optional.empty()
        : Optional.of(year(year.getAsInt()));
  }

  private static boolean money(Token before) {
    return before.is("$")
        || before.is("€")
        || before.is("£")
        || before.is("#")
        || before.is("+")
        || before.is("*");
  }

  private boolean glued(Token next) {
    boolean tied = !next.spaced();
    Token after = reader.peek(1);
    return tied
        && (next.isWord()
            || next.is("%")
            || next.is("°")
            || next.is("_")
            || next.is("=")
            || ((next.is(".") || next.is(",") || next.is(":") || next.is("/") || next.is("-"))
                && !after.spaced()
                && (after.isNumber() || next.is("/"))
                && !after.isYear()));
  }
}
