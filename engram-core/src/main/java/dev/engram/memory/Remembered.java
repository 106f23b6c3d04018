package dev.engram.memory;

/**
 * What became of something that was to be remembered.
 *
 * @param id the memory that now holds it
 * @param outcome whether it is new
 * @param embedded whether it can be found by meaning already; if not, by words now and by meaning
 *     once the embedder has answered
 */
public record Remembered(MemoryId id, Outcome outcome, boolean embedded) {
  /** What happened. */
  public enum Outcome {
    /** A new memory was stored. */
    STORED,
    /** It restates a memory of the same scope, which was strengthened instead. */
    STRENGTHENED
  }
}
