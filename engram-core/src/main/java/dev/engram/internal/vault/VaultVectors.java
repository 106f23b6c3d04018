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
  private final Statements reads;
  private final long space;
  private final int dimension;

  /**
   * Vectors as one reader sees them.
   *
   * @param space the row of the space
   * @param dimension of its vectors
   */
  public VaultVectors(Statements reads, long space, int dimension) {
    this.reads = reads;
    this.space = space;
    this.dimension = dimension;
  }

  @Override
  public List<Optional<float[][]>> read(int[] ordinals) {
    try {
      return EmbeddingTable.all(reads, ordinals, space, dimension);
    } catch (SQLException failed) {
      throw SqlFaults.reading(failed);
    }
  }
}
