package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/**
 * How a memory's text is protected beyond the vault's own encryption, from least to most (spec
 * §10.5.1).
 */
public enum SecurityTier {
  /** Protected by the vault alone. */
  CLEARTEXT,
  /** Sealed; a wording without the sensitive stretches stays searchable. */
  SENSITIVE,
  /** Sealed whole: found by meaning alone. */
  CONFIDENTIAL;

  /** The lower-case name that is stored and printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether this protects at least as well as another. */
  public boolean atLeast(SecurityTier other) {
    return compareTo(other) >= 0;
  }

  /** The one of two that protects better. */
  public SecurityTier or(SecurityTier other) {
    return atLeast(other) ? this : other;
  }

  /** Whether what has this tier is sealed under the field key. */
  public boolean isSealed() {
    return this != CLEARTEXT;
  }

  /** Reads {@link #label()}. */
  public static SecurityTier parse(String label) {
    for (SecurityTier tier : values()) {
      if (tier.label().equals(label)) {
        return tier;
      }
    }
    throw InvalidInputException.of("memory.tier", "must be cleartext, sensitive or confidential");
  }
}
