package dev.engram.audit;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/**
 * What an entry of the audit is about, as a hash under a key that only the vault has: the same thing
 * has the same hash within one vault, and without the key nobody tells what it is.
 *
 * @param kind what kind of thing
 * @param hash 32 hexadecimal digits
 */
public record AuditReference(Kind kind, String hash) {
  /** Digits of a hash. */
  public static final int DIGITS = 32;

  public AuditReference {
    if (hash.length() != DIGITS || !hash.chars().allMatch(AuditReference::isDigit)) {
      throw InvalidInputException.of("reference.hash", "must be " + DIGITS + " hexadecimal digits");
    }
  }

  private static boolean isDigit(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /** Kinds of things. The order is part of the vault's format. */
  public enum Kind {
    /** The agent that asked. */
    ACTOR,
    /** Where it spoke: a channel, or a user in one. */
    PLACE,
    /** A memory. */
    MEMORY,
    /** An entity. */
    ENTITY,
    /** A scope. */
    SCOPE,
    /** The words of a question, a subject or a name. */
    QUERY,
    /** An outside store. */
    BACKEND;

    /** The name that reports use. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
