package dev.engram.cli.command;

import dev.engram.fault.InvalidInputException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Moments as somebody types them. */
final class Moments {
  private Moments() {}

  /**
   * A day, which counts to its end; a time of a day; or either with an offset from UTC.
   *
   * @throws InvalidInputException if it is none of these
   */
  static Instant parse(String option, String typed, ZoneId zone) {
    String text = typed.strip();
    try {
      if (text.indexOf('T') < 0) {
        return LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant().minusNanos(1);
      }
      boolean offset =
          text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > 10;
      return offset
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDateTime.parse(text).atZone(zone).toInstant();
    } catch (DateTimeParseException unread) {
      throw InvalidInputException.query(
          option,
          "must be a day or a time in ISO 8601, such as 2026-03-01 or 2026-03-01T12:00:00Z");
    }
  }
}
