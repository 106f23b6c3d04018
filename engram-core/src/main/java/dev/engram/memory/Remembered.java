package dev.engram.memory;

import java.util.List;
import java.util.Set;

/**
 * What became of something that was to be remembered.
 *
 * @param id the memory that now holds it; of several pieces, the first
 * @param outcome whether it is new; of several pieces, whether any is
 * @param embedded whether all of it can be found by meaning already; if not, by words now and by
 *     meaning once the embedder has answered
 * @param pieces the memories that hold its words, in order; at least one
 * @param derived what became of the facts that were found in it
 * @param notes what the caller should know
 */
public record Remembered(
    MemoryId id,
    Outcome outcome,
    boolean embedded,
    List<MemoryId> pieces,
    List<Derived> derived,
    Set<CaptureNote> notes) {
  /** What happened. */
  public enum Outcome {
    /** A new memory was stored. */
    STORED,
    /** It restates a memory of the same scope, which was strengthened instead. */
    STRENGTHENED
  }

  public Remembered {
    pieces = List.copyOf(pieces);
    derived = List.copyOf(derived);
    notes = Set.copyOf(notes);
  }
}
