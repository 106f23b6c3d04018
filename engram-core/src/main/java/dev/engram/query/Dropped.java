package dev.engram.query;

import dev.engram.memory.MemoryId;
import java.util.Optional;

/**
 * A memory that was found and is not in the answer.
 *
 * @param id which
 * @param reason why
 * @param instead the memory that stands in its place, if one does
 */
public record Dropped(MemoryId id, Reason reason, Optional<MemoryId> instead) {
  /** Why a memory that was found is not in the answer. */
  public enum Reason {
    /** It says the same, word for word. */
    SAME_WORDS,
    /** One of the two was distilled from the other. */
    DISTILLED,
    /** It was judged wrong for such a question. */
    SUPPRESSED,
    /** No form of it fits into the token budget. */
    BUDGET,
    /** It is sealed, and its seal does not open. */
    UNREADABLE
  }
}
