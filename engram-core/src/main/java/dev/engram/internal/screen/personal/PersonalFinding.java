package dev.engram.internal.screen.personal;

import dev.engram.memory.SecurityTier;

/**
 * Personal data in a text.
 *
 * @param start its first UTF-16 unit
 * @param end the unit after its last
 * @param kind what it is
 * @param confidence 0 to 1: that it is of this kind; a checksum or a label makes it sure
 */
public record PersonalFinding(int start, int end, PersonalKind kind, double confidence) {
  public PersonalFinding {
    if (start < 0 || end <= start) {
      throw new IllegalArgumentException("no stretch: " + start + " to " + end);
    }
    if (!(confidence >= 0 && confidence <= 1)) {
      throw new IllegalArgumentException("confidence must be 0 to 1, got " + confidence);
    }
  }

  /** The tier that its kind asks for. */
  public SecurityTier tier() {
    return kind.tier();
  }

  boolean overlaps(PersonalFinding other) {
    return start < other.end && other.start < end;
  }
}
