package dev.engram.internal.recall.rank;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dates that a query names in so many words: a day, a month, a year. Relative ones ("last
 * Friday") are not read. A month or day without a year means any year's.
 *
 * <p>Months must be capitalised, and {@code May} and {@code March} must not begin the query, since
 * both are words as well.
 */
public record ExplicitDates(List<Named> dates) {
  private static final String MONTH =
      "(January|February|March|April|May|June|July|August|September|October|November|December"
          + "|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\b\\.?";
  private static final String YEAR = "((?:19|20)\\d\\d)";
  private static final Pattern ISO = Pattern.compile("\\b" + YEAR + "-(\\d\\d)-(\\d\\d)\\b");
  private static final Pattern DAY_FIRST =
      Pattern.compile("\\b(\\d{1,2})(?:st|nd|rd|th)?(?: of)? " + MONTH + "(?:,? " + YEAR + "\\b)?");
  private static final Pattern MONTH_FIRST =
      Pattern.compile(
          MONTH + "(?: (\\d{1,2})(?:st|nd|rd|th)?\\b(?!\\d))?(?:,? (?:of )?" + YEAR + "\\b)?");
  private static final Pattern YEAR_ALONE = Pattern.compile("\\b" + YEAR + "\\b");

  /** Days after a date over which its relevance falls to nothing: talk comes after the event. */
  private static final double AFTER = 7;

  private static final double BEFORE = 3.5;
  private static final double JUST_BEFORE = 0.5;

  /**
   * A named date; zero stands for what was not said.
   *
   * @param year four digits
   * @param month 1 to 12
   * @param day 1 to 31
   */
  public record Named(int year, int month, int day) {
    /** How many days a day lies from this date: negative before it, zero within. */
    private long distance(LocalDate date) {
      if (year != 0) {
        return distance(date, year);
      }
      long nearest = Long.MAX_VALUE;
      for (int candidate = date.getYear() - 1; candidate <= date.getYear() + 1; candidate++) {
        long distance = distance(date, candidate);
        nearest = Math.abs(distance) < Math.abs(nearest) ? distance : nearest;
      }
      return nearest;
    }

    private long distance(LocalDate date, int inYear) {
      LocalDate first = LocalDate.of(inYear, month == 0 ? 1 : month, 1);
      LocalDate last = month == 0 ? first.withDayOfYear(first.lengthOfYear()) : endOfMonth(first);
      if (day != 0) {
        last = LocalDate.of(inYear, month, Math.min(day, last.getDayOfMonth()));
        first = last;
      }
      if (date.isBefore(first)) {
        return date.toEpochDay() - first.toEpochDay();
      }
      return date.isAfter(last) ? date.toEpochDay() - last.toEpochDay() : 0;
    }

    private static LocalDate endOfMonth(LocalDate first) {
      return first.withDayOfMonth(first.lengthOfMonth());
    }
  }

  public static ExplicitDates in(String query) {
    var found = new ArrayList<Named>();
    String rest = query;
    rest = take(rest, ISO, found, m -> named(m.group(1), m.group(2), m.group(3)));
    rest = take(rest, DAY_FIRST, found, m -> named(m.group(3), m.group(2), m.group(1)));
    rest =
        take(
            rest,
            MONTH_FIRST,
            found,
            m -> atStart(m, query) ? NOTHING : named(m.group(3), m.group(1), m.group(2)));
    take(rest, YEAR_ALONE, found, m -> named(m.group(1), null, null));
    found.removeIf(NOTHING::equals);
    return new ExplicitDates(List.copyOf(found));
  }

  private static final Named NOTHING = new Named(0, 0, 0);

  private static boolean atStart(MatchResult match, String query) {
    return match.group(2) == null
        && match.group(3) == null
        && query.strip().startsWith(match.group(1))
        && (match.group(1).equals("May") || match.group(1).startsWith("Mar"));
  }

  private interface Reading {
    Named of(MatchResult match);
  }

  private static String take(String text, Pattern pattern, List<Named> found, Reading reading) {
    pattern.matcher(text).results().map(reading::of).forEach(found::add);
    return pattern.matcher(text).replaceAll(" ");
  }

  private static Named named(@Nullable String year, @Nullable String month, @Nullable String day) {
    try {
      int m = month == null ? 0 : month(month);
      int d = day == null ? 0 : Integer.parseInt(day);
      if (m > 0 && d > 0 && d > Month.of(m).maxLength()) {
        return NOTHING;
      }
      return new Named(year == null ? 0 : Integer.parseInt(year), m, d);
    } catch (DateTimeException | NumberFormatException noDate) {
      return NOTHING;
    }
  }

  private static int month(String text) {
    if (Character.isDigit(text.charAt(0))) {
      return Month.of(Integer.parseInt(text)).getValue();
    }
    String start = text.substring(0, 3).toUpperCase(Locale.ROOT);
    for (Month month : Month.values()) {
      if (month.name().startsWith(start)) {
        return month.getValue();
      }
    }
    throw new DateTimeException("no month");
  }

  public boolean isEmpty() {
    return dates.isEmpty();
  }

  /** How well a day fits the nearest of the dates, 0 to 1. */
  public double fit(LocalDate day) {
    double best = 0;
    for (Named date : dates) {
      long distance = date.distance(day);
      double fit =
          distance == 0
              ? 1
              : distance > 0 ? 1 - distance / AFTER : JUST_BEFORE * (1 + distance / BEFORE);
      best = Math.max(best, fit);
    }
    return best;
  }
}
