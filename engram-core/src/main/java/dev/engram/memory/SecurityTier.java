package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/**
 * How a memory's text is protected beyond the vault's own encryption, from least to most (spec
 * §10.5.1). Only cleartext is stored yet.
 */
public enum SecurityTier {
  /** Protected by the vault alone. */
  CLEARTEXT,
  /** Sealed; a summary without the sensitive stretches stays searchable. */
  SENSITIVE,
  /** Sealed, without a summary. */
  CONFIDENTIAL;

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
