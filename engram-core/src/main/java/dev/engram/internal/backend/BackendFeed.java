package dev.engram.internal.backend;

import java.util.List;
import java.util.Optional;

/** What a store is filled with. Thread-safe; may read the vault, and throw what that throws. */
interface BackendFeed {
  /** No larger ordinal is held. */
  int last();

  /**
   * The present vectors of some ordinals.
   *
   * @param ordinals ascending, distinct
   * @return as many entries, in their order; empty for one that is not to be held
   */
  List<Optional<float[][]>> read(int[] ordinals);

  /** How many vectors are held in all. */
  int vectorCount();
}
