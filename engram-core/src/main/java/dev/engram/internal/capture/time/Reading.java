package dev.engram.internal.capture.time;

import dev.engram.memory.TimeSpan;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One way to read a temporal expression, on the wall clock of those who speak.
 *
 * @param from the first moment, if it has a beginning
 * @param to the first moment after, if it has an end; equal to {@code from} for a point in time
 * @param last where the last unit begins, if both ends or the end were named: "3 to 5 May" ends
 *     after the 5th, and its last unit begins with the 5th
 */
public record Reading(
    Optional<LocalDateTime> from, Optional<LocalDateTime> to, Optional<LocalDateTime> last) {
  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9_998;

  public Reading {
    if (from.isEmpty() && to.isEmpty()) {
      throw new IllegalArgumentException("a reading needs an end");
    }
    if (from.isPresent() && to.isPresent() && to.get().isBefore(from.get())) {
      throw new IllegalArgumentException("a reading ends before it begins");
    }
  }

  /** From a beginning to before an end. */
  static Reading of(LocalDateTime from, LocalDateTime to) {
    return new Reading(Optional.of(from), Optional.of(to), Optional.empty());
  }

  /** Only a beginning. */
  static Reading since(LocalDateTime from) {
    return new Reading(Optional.of(from), Optional.empty(), Optional.empty());
  }

  /** Only an end. */
  static Reading until(LocalDateTime to, LocalDateTime last) {
    return new Reading(Optional.empty(), Optional.of(to), Optional.of(last));
  }

  /** Whether a calendar can show it and a memory can hold it. */
  boolean plausible() {
    return from.map(Reading::plausible).orElse(true) && to.map(Reading::plausible).orElse(true);
  }

  private static boolean plausible(LocalDateTime time) {
    return time.getYear() >= FIRST_YEAR && time.getYear() <= LAST_YEAR;
  }

  /** Whether it is closed: both ends are known. */
  public boolean closed() {
    return from.isPresent() && to.isPresent();
  }

  /**
   * The stretch of instants, if both ends are known. A wall-clock time that a zone skips becomes
   * the first one after the gap by as much; one that occurs twice is the earlier where it begins
   * and the later where it ends.
   */
  public Optional<TimeSpan> toSpan(ZoneId zone) {
    if (!closed()) {
      return Optional.empty();
    }
    LocalDateTime begin = from.orElseThrow();
    LocalDateTime end = to.orElseThrow();
    Instant first = begin.atZone(zone).toInstant();
    if (begin.equals(end)) {
      return Optional.of(TimeSpan.at(first));
    }
    Instant after = end.atZone(zone).withLaterOffsetAtOverlap().toInstant();
    return Optional.of(new TimeSpan(first, after.isBefore(first) ? first : after));
  }
}
