package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/**
 * How a memory's text is protected beyond the vault's own encryption. Only cleartext exists yet.
 */
public enum SecurityTier {
  /** Protected by the vault alone. */
  CLEARTEXT;

  /** The lower-case name that is stored and printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #label()}. */
  public static SecurityTier parse(String label) {
    if (label.equals(CLEARTEXT.label())) {
      return CLEARTEXT;
    }
    throw InvalidInputException.of("memory.tier", "must be cleartext");
  }
}
