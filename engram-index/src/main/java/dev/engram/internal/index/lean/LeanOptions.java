package dev.engram.internal.index.lean;

/**
 * How a lean index keeps its vectors.
 *
 * @param refine what is kept of a new vector besides its 1-bit code, not {@link Refine#FLOATS}
 * @param chunkRows vectors in a chunk, which is the unit of saving and of compaction, and the most
 *     parts one ordinal may have; a power of two from 64 to 4,096
 */
public record LeanOptions(Refine refine, int chunkRows) {
  static final int MIN_CHUNK_ROWS = 64;
  static final int MAX_CHUNK_ROWS = 4096;

  public LeanOptions {
    if (refine == Refine.FLOATS) {
      throw new IllegalArgumentException("FLOATS are for the hottest of an index, see keepCopies");
    }
    if (chunkRows < MIN_CHUNK_ROWS
        || chunkRows > MAX_CHUNK_ROWS
        || Integer.bitCount(chunkRows) != 1) {
      throw new IllegalArgumentException(
          "chunkRows must be a power of two from 64 to 4096, got " + chunkRows);
    }
  }

  /**
   * Chunks as large as is good: 4,096 vectors, or 1,024 with 8-bit copies, whose arrays would
   * otherwise be so large that the garbage collector rounds them up.
   */
  public static LeanOptions of(Refine refine) {
    return new LeanOptions(refine, refine == Refine.BYTES ? 1024 : MAX_CHUNK_ROWS);
  }
}
