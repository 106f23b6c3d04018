package dev.engram.cli.text;

import dev.engram.memory.TimeSpan;
import java.time.Duration;
import java.time.Instant;
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
