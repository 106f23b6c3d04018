package dev.engram.internal.index.flat;

/**
 * How a flat index keeps its vectors.
 *
 * @param encoding exact or small
 * @param blockSlots vectors in a block, which is the unit of saving and of compaction, and the most
 *     parts one ordinal may have; a power of two from 16 to 65,536
 */
public record FlatOptions(Encoding encoding, int blockSlots) {
  private static final int MIN_BLOCK_SLOTS = 16;
  private static final int MAX_BLOCK_SLOTS = 1 << 16;

  public FlatOptions {
    if (blockSlots < MIN_BLOCK_SLOTS
        || blockSlots > MAX_BLOCK_SLOTS
        || Integer.bitCount(blockSlots) != 1) {
      throw new IllegalArgumentException(
          "blockSlots must be a power of two from 16 to 65536, got " + blockSlots);
    }
  }

  /** Blocks of 4,096 vectors. */
  public static FlatOptions of(Encoding encoding) {
    return new FlatOptions(encoding, 4096);
  }
}
