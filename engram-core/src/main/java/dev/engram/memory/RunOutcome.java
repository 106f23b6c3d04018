package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/** How something that was done turned out. */
public enum RunOutcome {
  /** It did what it was for. */
  SUCCESS,
  /** It did some of it. */
  PARTIAL,
  /** It did not. */
  FAILURE;

  /** Whether it did at least some of what it was for. */
  public boolean worked() {
    return this != FAILURE;
  }

  /** The lower-case name that is stored and printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #label()}. */
  public static RunOutcome parse(String label) {
    for (RunOutcome outcome : values()) {
      if (outcome.label().equals(label)) {
        return outcome;
      }
    }
    throw InvalidInputException.of("outcome", "must be success, partial or failure");
  }
}
