package dev.engram.internal.index.vector;

import java.util.List;
import java.util.Optional;

/**
 * Where full vectors are kept: the vault. An index that holds codes only ranks its best candidates
 * anew with what it reads here, in one batch. For the thread of one search.
 */
@FunctionalInterface
public interface VectorSource {
  /** Has nothing: searches rank by codes alone. */
  VectorSource NONE = ordinals -> List.of();

  /**
   * Reads vectors as they were put.
   *
   * @param ordinals ascending, distinct
   * @return as many entries as ordinals, in their order, each of shape {@code [parts][dimension]}
   *     or empty when it is not there; or no entries at all when this source has none
   */
  List<Optional<float[][]>> read(int[] ordinals);
}
