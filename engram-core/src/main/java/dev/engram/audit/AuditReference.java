package dev.engram.audit;

import dev.engram.fault.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What an entry of the audit is about, as a hash under a key that only the vault has: the same
 * thing has the same hash within one vault, and without the key nobody tells what it is.
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

  /** Kinds of things. Their codes are part of the vault's format. */
  public enum Kind {
    /** The agent that asked. */
    ACTOR(0),
    /** Where it spoke: a channel, or a user in one. */
    PLACE(1),
    /** A memory. */
    MEMORY(2),
    /** An entity. */
    ENTITY(3),
    /** A scope. */
    SCOPE(4),
    /** The words of a question, a subject or a name. */
    QUERY(5),
    /** An outside store. */
    BACKEND(6);

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** The number that the vault keeps. */
    public int code() {
      return code;
    }

    /** The kind of a number. */
    public static Optional<Kind> coded(int code) {
      return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst();
    }

    /** The name that reports use. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
