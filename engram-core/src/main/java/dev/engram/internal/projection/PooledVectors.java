package dev.engram.internal.projection;

import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.Vault;
import dev.engram.internal.vault.VaultVectors;
import java.util.List;
import java.util.Optional;

/**
 * The vectors of one space as the vault has them. Thread-safe; a batch is one turn of a reader.
 * Never to be called on a reader's thread, which would wait for itself.
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
        .read(statements -> VaultVectors.of(statements, space, dimension).read(ordinals));
  }

  /** No larger ordinal has vectors. */
  int last() {
    return vault.readers().read(EmbeddingTable::last);
  }
}
