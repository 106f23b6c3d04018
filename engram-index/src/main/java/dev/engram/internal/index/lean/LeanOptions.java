package dev.engram.internal.index.lean;

/**
 * How a lean index keeps its vectors.
 *
 * @param refine what is kept of a new vector besides its 1-bit code, not {@link Refine#FLOATS}
 * @param chunkRows vectors in a chunk, which is the unit of saving and of compaction, and the most
 *     parts one ordinal may have; a power of two from 64 to 4,096
 * @param cellsFrom how many vectors there are when they begin to be kept in cells, 1 or more
 */
public record LeanOptions(Refine refine, int chunkRows, int cellsFrom) {
  static final int MIN_CHUNK_ROWS = 64;
  static final int MAX_CHUNK_ROWS = 4096;

  /** Fewer vectors are looked at in less time than it takes to choose among them. */
  static final int CELLS_FROM = 32_768;

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
    if (cellsFrom < 1) {
      throw new IllegalArgumentException("cellsFrom must be 1 or more, got " + cellsFrom);
    }
  }

  /** With cells from 32,768 vectors on. */
  public LeanOptions(Refine refine, int chunkRows) {
    this(refine, chunkRows, CELLS_FROM);
  }

  /**
   * Chunks as large as is good: 4,096 vectors, or 1,024 with 8-bit copies, whose arrays would
   * otherwise be so large that the garbage collector rounds them up.
   */
  public static LeanOptions of(Refine refine) {
    return new LeanOptions(refine, refine == Refine.BYTES ? 1024 : MAX_CHUNK_ROWS);
  }

  /** The same without cells: every search looks at all codes. */
  public LeanOptions withoutCells() {
    return new LeanOptions(refine, chunkRows, Integer.MAX_VALUE);
  }
}
