package dev.engram.internal.index.vector;

import dev.engram.internal.index.filter.OrdinalFilter;

/**
 * One question to a vector index.
 *
 * @param vector shape {@code [space.dimension]}; not changed
 * @param k how many are wanted, 1 or more
 * @param filter which ordinals may answer
 * @param budget how long it may take
 * @param source full vectors for the last ranking, for indexes that do not hold them
 */
@SuppressWarnings("ArrayRecordComponent") // on the hot path, never compared
public record VectorQuery(
    float[] vector, int k, OrdinalFilter filter, SearchBudget budget, VectorSource source) {
  public VectorQuery {
    if (k < 1) {
      throw new IllegalArgumentException("k must be 1 or more, got " + k);
    }
  }

  /** Without a limit of time, by what the index itself holds. */
  public static VectorQuery of(float[] vector, int k, OrdinalFilter filter) {
    return new VectorQuery(vector, k, filter, SearchBudget.NONE, VectorSource.NONE);
  }

  /** The same, in so much time. */
  public VectorQuery within(SearchBudget time) {
    return new VectorQuery(vector, k, filter, time, source);
  }

  /** The same, with full vectors from there. */
  public VectorQuery from(VectorSource vectors) {
    return new VectorQuery(vector, k, filter, budget, vectors);
  }

  /** The same, for so many. */
  public VectorQuery wanting(int most) {
    return new VectorQuery(vector, most, filter, budget, source);
  }
}
