package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/** The three kinds of memory. */
public enum MemoryKind {
  /** An event. */
  EPISODE,
  /** Something that holds. */
  FACT,
  /** How something is done. */
  PROCEDURE;

  /** The lower-case name that is stored and printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #label()}. */
  public static MemoryKind parse(String label) {
    for (MemoryKind kind : values()) {
      if (kind.label().equals(label)) {
        return kind;
      }
    }
    throw InvalidInputException.of("memory.kind", "must be episode, fact or procedure");
  }
}
