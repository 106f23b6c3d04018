package dev.engram.internal.projection;

import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.SealedTable;
import dev.engram.internal.vault.Vault;
import dev.engram.internal.vault.VaultVectors;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The vectors of one space as the vault has them, but for those of confidential memories.
 * Thread-safe; a batch is one turn of a reader. Never to be called on a reader's thread, which
 * would wait for itself.
 */
final class PooledVectors implements VectorSource {
  private final Vault vault;
  private final long space;
  private final int dimension;

  PooledVectors(Vault vault, long space, int dimension) {
    this.vault = vault;
    this.space = space;
    this.dimension = dimension;
  }

  @Override
  public List<Optional<float[][]>> read(int[] ordinals) {
    return vault
        .readers()
        .read(statements -> {
          var vectors = VaultVectors.of(statements, space, dimension).read(ordinals);
          Set<Integer> hidden = SealedTable.confidentialAmong(statements, ordinals);
          for (int i = 0; i < ordinals.length && !hidden.isEmpty(); i++) {
            if (hidden.contains(ordinals[i])) {
              vectors.set(i, Optional.empty());
            }
          }
          return vectors;
        });
  }

  /** No larger ordinal has vectors. */
  int last() {
    return vault.readers().read(EmbeddingTable::last);
  }
}
