package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import java.time.Duration;
import java.util.Optional;

/**
 * A time that hangs on an event which the memory may know: "before the move". Immutable.
 *
 * @param relation how what is wanted lies to the event
 * @param event the words of the event, not blank
 * @param offset how far from the event, if that is said: "two weeks before the move"
 * @param start where the event's words begin in the question, in UTF-16 units
 * @param end where they end
 */
public record TimeAnchor(
    Relation relation, String event, Optional<Duration> offset, int start, int end) {
  /** How a time lies to an event. */
  public enum Relation {
    /** Earlier than it. */
    BEFORE,
    /** Later than it. */
    AFTER,
    /** From it until now. */
    SINCE,
    /** Up to it. */
    UNTIL,
    /** While it lasted. */
    DURING
  }

  public TimeAnchor {
    if (event.isBlank()) {
      throw InvalidInputException.query("plan.anchors.event", "is blank");
    }
    if (start < 0 || end < start) {
      throw InvalidInputException.query(
          "plan.anchors.start", "is no span: " + start + " to " + end);
    }
  }

  /** Shows sizes only: the event is content. */
  @Override
  public String toString() {
    return "TimeAnchor[" + relation + ", " + event.length() + " characters]";
  }
}
