package dev.engram.cli.text;

import dev.engram.memory.TimeSpan;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times as a person reads them. */
public final class Times {
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private Times() {}

  /** A moment to the minute. */
  public static String minute(Instant when, ZoneId zone) {
    return MINUTE.format(when.atZone(zone));
  }

  /** A moment: the day alone when it is the day's beginning. */
  public static String moment(Instant when, ZoneId zone) {
    return midnight(when, zone) ? when.atZone(zone).toLocalDate().toString() : minute(when, zone);
  }

  /** A moment, a stretch, or when it begins and ends with a day, the days from first to last. */
  public static String days(TimeSpan span, ZoneId zone) {
    if (span.from().equals(span.to())
        || !midnight(span.from(), zone)
        || !midnight(span.to(), zone)) {
      return span(span, zone);
    }
    LocalDate first = span.from().atZone(zone).toLocalDate();
    LocalDate last = span.to().atZone(zone).toLocalDate().minusDays(1);
    return first.equals(last) ? first.toString() : first + " to " + last;
  }

  private static boolean midnight(Instant when, ZoneId zone) {
    return when.atZone(zone).toLocalTime().equals(LocalTime.MIDNIGHT);
  }

  /** A moment or a stretch, to the minute. */
  public static String span(TimeSpan span, ZoneId zone) {
    return span.from().equals(span.to())
        ? minute(span.from(), zone)
        : minute(span.from(), zone) + " to " + minute(span.to(), zone);
  }

  /** How long something took, in seconds: {@code 0.3 s}. */
  public static String seconds(Duration duration) {
    return String.format(Locale.ROOT, "%.1f s", duration.toNanos() / 1e9);
  }

  /** How long something took: {@code 0.42 ms}, {@code 13 ms}, {@code 2.4 s}. */
  public static String took(Duration duration) {
    double millis = duration.toNanos() / 1e6;
    if (millis >= 1000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1000);
    }
    return String.format(Locale.ROOT, millis >= 10 ? "%.0f ms" : "%.2f ms", millis);
  }
}
