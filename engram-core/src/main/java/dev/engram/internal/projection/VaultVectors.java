package dev.engram.internal.projection;

import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The vectors of one space as the vault has them. Thread-safe; a batch is one turn of a reader.
 * Never to be called on a reader's thread, which would wait for itself.
 */
final class VaultVectors implements VectorSource {
  private final Vault vault;
  private final long space;
  private final int dimension;

  VaultVectors(Vault vault, long space, int dimension) {
    this.vault = vault;
    this.space = space;
    this.dimension = dimension;
  }

  @Override
  public List<Optional<float[][]>> read(int[] ordinals) {
    return vault
        .readers()
        .read(statements -> {
          var vectors = new ArrayList<Optional<float[][]>>(ordinals.length);
          for (int ordinal : ordinals) {
            vectors.add(EmbeddingTable.get(statements, ordinal, space, dimension));
          }
          return vectors;
        });
  }

  /** No larger ordinal has vectors. */
  int last() {
    return vault.readers().read(EmbeddingTable::last);
  }
}
