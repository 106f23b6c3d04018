package dev.engram.memory;

import dev.engram.fault.InvalidInputException;
import java.util.Locale;

/** Where a memory came from. */
public enum Source {
  /** Something said in a conversation. */
  CONVERSATION,
  /** The user asked in so many words that it be remembered. */
  USER_EXPLICIT,
  /** An agent stated it. */
  AGENT,
  /** Found in what was said, written or answered. */
  DERIVED,
  /** A document. */
  DOCUMENT,
  /** What a tool answered. */
  TOOL,
  /** What a host condensed a conversation into. */
  COMPACTION,
  /** What research found. */
  RESEARCH,
  /** Brought in from elsewhere. */
  IMPORT;

  /** The lower-case name that is stored and printed. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads {@link #label()}. */
  public static Source parse(String label) {
    for (Source source : values()) {
      if (source.label().equals(label)) {
        return source;
      }
    }
    throw InvalidInputException.of(
        "memory.source",
        "must be conversation, user_explicit, agent, derived, document, tool, compaction, research"
            + " or import");
  }
}
