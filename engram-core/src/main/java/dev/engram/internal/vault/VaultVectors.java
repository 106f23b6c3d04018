package dev.engram.internal.vault;

import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.vault.ReaderPool.Statements;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * The full vectors of one space, read from the vault for indexes that hold codes only. For the
 * thread of the statements.
 */
public final class VaultVectors implements VectorSource {
  private final Batch batch;

  private VaultVectors(Batch batch) {
    this.batch = batch;
  }

  @FunctionalInterface
  private interface Batch {
    List<Optional<float[][]>> read(int[] ordinals) throws SQLException;
  }

  /** The vectors of a space's row, as one reader sees them. */
  public static VaultVectors of(Statements reads, long space, int dimension) {
    return new VaultVectors(ordinals -> EmbeddingTable.all(reads, ordinals, space, dimension));
  }

  /** The same, as the writer sees them. */
  public static VaultVectors of(Transaction tx, long space, int dimension) {
    return new VaultVectors(ordinals -> EmbeddingTable.all(tx, ordinals, space, dimension));
  }

  @Override
  public List<Optional<float[][]>> read(int[] ordinals) {
    try {
      return batch.read(ordinals);
    } catch (SQLException failed) {
      throw SqlFaults.reading(failed);
    }
  }
}
