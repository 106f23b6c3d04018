package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/** Where a memory stands in its life. */
public enum MemoryState {
  /** Answers recall. */
  ACTIVE,
  /** Replaced by a newer version or a newer fact; kept for history. */
  SUPERSEDED,
  /** Forgotten; answers nothing but its own history. */
  FORGOTTEN;

  /** The lower-case name that is stored and printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #label()}. */
  public static MemoryState parse(String label) {
    for (MemoryState state : values()) {
      if (state.label().equals(label)) {
        return state;
      }
    }
    throw InvalidInputException.of("memory.state", "must be active, superseded or forgotten");
  }
}
