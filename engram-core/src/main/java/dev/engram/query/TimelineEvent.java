package dev.engram.query;

import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One step in what is known.
 *
 * @param memory what was learned, restated or ended, as it stands now
 * @param transition what it did to what was known before
 * @param at when it happened: since when a fact holds, or when it was restated or ceased to hold;
 *     when an episode took place or, if that is unknown, was learned
 * @param sincePrevious the time since the event before; none for the first
 * @param replaced memories of the line that gave way to this one; of a new wording, its own id
 * @param replacedBy memories of the line that this one gave way to
 */
public record TimelineEvent(
    Memory memory,
    Transition transition,
    Instant at,
    Optional<Duration> sincePrevious,
    List<MemoryId> replaced,
    List<MemoryId> replacedBy) {
  /** What an event did to what was known before. */
  public enum Transition {
    /** Something new stood beside it. */
    ADDITION,
    /** Something took the place of what held before. */
    CORRECTION,
    /** Something known was said again, or in more detail, or came about. */
    REINFORCEMENT,
    /** Something was said that cannot hold together with what is known; both stand. */
    CONTRADICTION,
    /** Something ceased to hold, and nothing took its place. */
    END;

    /** The lower-case name that is printed. */
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public TimelineEvent {
    replaced = List.copyOf(replaced);
    replacedBy = List.copyOf(replacedBy);
  }
}
