package dev.engram.internal.index.vector;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.image.IndexImage;
import java.util.List;

/**
 * Vectors of one space, by ordinal.
 *
 * <p>An ordinal holds one or more parts (a long text yields several); its score is that of its best
 * part. Filtering happens inside the index: an ordinal that the filter refuses is never scored and
 * never displaces one that it allows.
 *
 * <p>Thread-safety: one writer at a time ({@link #put}, {@link #remove}), any number of searches at
 * the same time, and a search never waits for the writer. A search sees every put that returned
 * before it began.
 */
public interface VectorIndex extends AutoCloseable {
  /** The space of every vector in this index. */
  VectorSpace space();

  /**
   * Stores the vectors of an ordinal, replacing any it had.
   *
   * @param ordinal zero or more
   * @param parts at least one vector, shape {@code [parts][space.dimension]}; copied, not kept
   * @throws VectorIndexException if a vector has another dimension or a value that is not finite
   */
  void put(int ordinal, float[][] parts);

  /** Removes an ordinal; an unknown one is ignored. */
  void remove(int ordinal);

  /**
   * Stores several ordinals, in order, as {@link #put} does one by one; faster where an index can
   * do it at once.
   *
   * @param ordinals each zero or more
   * @param parts as many entries as ordinals
   * @throws VectorIndexException as {@link #put}; what stands before the bad entry is stored
   */
  default void putAll(int[] ordinals, List<float[][]> parts) {
    for (int i = 0; i < ordinals.length; i++) {
      put(ordinals[i], parts.get(i));
    }
  }

  /**
   * The {@code k} nearest allowed ordinals, best first, ties by smaller ordinal. When the time is
   * over it answers with the best found so far, and says so.
   *
   * @throws VectorIndexException if the query has another dimension or a value that is not finite
   */
  VectorHits search(VectorQuery query);

  /** The same in four words: no limit of time, no source. */
  default VectorHits search(float[] vector, int k, OrdinalFilter filter) {
    return search(VectorQuery.of(vector, k, filter));
  }

  /**
   * The {@code k} nearest of some candidates, with the same scores as an exact {@link #search}. The
   * query's filter is not asked: candidates are allowed already.
   *
   * @param candidates distinct; those that are not held are skipped
   */
  VectorHits searchAmong(VectorQuery query, int[] candidates);

  /** The same in four words: no limit of time, no source. */
  default VectorHits searchAmong(float[] vector, int k, int[] candidates) {
    return searchAmong(VectorQuery.of(vector, k, OrdinalFilter.of()), candidates);
  }

  /**
   * A number that depends on what is held alone, at the precision of 8-bit codes; reads everything.
   * Called by the writer.
   */
  long fingerprint();

  /** How many ordinals are held. */
  int count();

  /** How many vectors are held, counting every part. */
  int vectorCount();

  /** Bytes held by this index, counted, not estimated from the count alone. */
  long ramBytes();

  /** A short name for traces and health: {@code flat}, {@code lean}, {@code hnsw}. */
  String kind();

  /** What it can do. */
  Capabilities capabilities();

  /** Whether it answers from its own structure yet; until then it answers some slower way. */
  default boolean ready() {
    return true;
  }

  /**
   * Sees to it that nothing of vectors that were removed or replaced is in any {@link #image} from
   * now on, neither in full nor as codes. What is a mean over many vectors stays. Called by the
   * writer. Cost: none where images leave dead rows out; otherwise of taking them out of the
   * structure.
   */
  default void wipe() {}

  /** What to save so that the index can be loaded without a rebuild. Called by the writer. */
  IndexImage image();

  /** Frees what is held; idempotent. */
  @Override
  void close();
}
