package dev.engram.query;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/** What somebody says of a memory that answered. */
public enum Verdict {
  /** It helped: it counts for the memory's accuracy and utility. */
  HELPFUL,
  /** It did not help with this question; it may help with another. */
  UNHELPFUL,
  /** It was wrong, and something else is right. */
  CORRECTED;

  /** The verdict's name as it is stored and shown. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * Reads a label.
   *
   * @throws InvalidInputException if there is no such verdict
   */
  public static Verdict parse(String label) {
    for (Verdict verdict : values()) {
      if (verdict.label().equals(label)) {
        return verdict;
      }
    }
    throw InvalidInputException.of("feedback.verdict", "must be helpful, unhelpful or corrected");
  }
}
