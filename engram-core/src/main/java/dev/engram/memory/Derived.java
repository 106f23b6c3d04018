package dev.engram.memory;

import java.util.List;

/**
 * What became of a fact that was found in something remembered.
 *
 * @param id the fact that now holds it
 * @param from the episode it was found in
 * @param change whether it is new
 * @param closed facts that hold no longer because of it
 */
public record Derived(MemoryId id, MemoryId from, Change change, List<MemoryId> closed) {
  /** What happened. */
  public enum Change {
    /** A new fact was stored. */
    ADDED,
    /** It restates a fact, which was strengthened instead. */
    CORROBORATED,
    /** A new fact was stored, and others were closed. */
    REPLACED
  }

  public Derived {
    closed = List.copyOf(closed);
  }
}
