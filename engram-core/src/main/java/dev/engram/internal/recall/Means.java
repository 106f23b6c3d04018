package dev.engram.internal.recall;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.SearchBudget;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.vault.ReaderPool.Statements;
import java.util.Optional;

/**
 * What a search by meaning may use. For the thread of the statements.
 *
 * @param reads the vault, for indexes that hold codes only; without it they rank by codes
 * @param budget how long it may take
 */
record Means(Optional<Statements> reads, SearchBudget budget) {
  /** What is in memory, for as long as it takes. */
  static final Means MEMORY = new Means(Optional.empty(), SearchBudget.NONE);

  /** The vault too. */
  static Means of(Statements reads, SearchBudget budget) {
    return new Means(Optional.of(reads), budget);
  }

  VectorQuery query(Spaces.Space space, float[] vector, int k, OrdinalFilter filter) {
    VectorSource source = reads.map(space::source).orElse(VectorSource.NONE);
    return new VectorQuery(vector, k, filter, budget, source);
  }
}
