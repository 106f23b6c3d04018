package dev.engram.internal.recall.rank;

import dev.engram.internal.vault.MemoryRow;
import dev.engram.memory.Memory;
import dev.engram.memory.TieredContent;
import dev.engram.query.Trust;
import java.util.Optional;
import java.util.Set;

/**
 * A candidate with its memory read from the vault.
 *
 * @param row as the vault holds it
 * @param origins roots of the memories it was distilled from
 * @param sizes its text in four sizes, where they were asked for and capture made them
 * @param candidate why it was chosen
 * @param trust how far it can be relied on
 */
public record Hydrated(
    MemoryRow row,
    Set<Integer> origins,
    Optional<TieredContent> sizes,
    Candidate candidate,
    Trust trust) {
  public Hydrated {
    origins = Set.copyOf(origins);
  }

  /** What the API shows. */
  public Memory memory() {
    return row.memory();
  }

  /** The same memory, ranked for another reason. */
  public Hydrated as(Candidate other) {
    return new Hydrated(row, origins, sizes, other, trust);
  }

  /** Shows the ordinal only: text is content. */
  @Override
  public String toString() {
    return "Hydrated[" + row.ordinal() + "]";
  }
}
