package dev.engram.internal.capture.text;

/**
 * A stretch of a text, in UTF-16 units.
 *
 * @param start the first unit
 * @param end the unit after the last, not before {@code start}
 */
public record Span(int start, int end) {
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + " to " + end);
    }
  }

  /** The stretch itself. */
  public String of(String text) {
    return text.substring(start, end);
  }

  /** How long it is. */
  public int length() {
    return end - start;
  }

  /** Whether the two share a unit. */
  public boolean overlaps(Span other) {
    return start < other.end && other.start < end;
  }
}
