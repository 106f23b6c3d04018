package dev.engram.internal.index.flat;

import java.util.Arrays;

/**
 * A flat index at one moment. A slot number is {@code block · slots per block + slot in block}.
 *
 * <p>Thread-safe: what a reader can reach from a snapshot never changes, except directory entries,
 * which it checks against the blocks of the snapshot.
 */
final class Snapshot {
  private final FlatOptions options;
  private final int shift;
  private final Block[] blocks;
  private final Directory directory;
  private final int ordinals;
  private final int vectors;

  Snapshot(FlatOptions options, Block[] blocks, Directory directory, int ordinals, int vectors) {
    this.options = options;
    this.shift = Integer.numberOfTrailingZeros(options.blockSlots());
    this.blocks = blocks;
    this.directory = directory;
    this.ordinals = ordinals;
    this.vectors = vectors;
  }

  static Snapshot empty(FlatOptions options) {
    return new Snapshot(options, new Block[0], Directory.empty(), 0, 0);
  }

  FlatOptions options() {
    return options;
  }

  int blockCount() {
    return blocks.length;
  }

  Block block(int index) {
    return blocks[index];
  }

  /** A copy for the writer to change. */
  Block[] blocksCopy(int length) {
    return Arrays.copyOf(blocks, length);
  }

  Directory directory() {
    return directory;
  }

  int ordinals() {
    return ordinals;
  }

  int vectors() {
    return vectors;
  }

  Block blockOf(int slot) {
    return blocks[slot >>> shift];
  }

  int offset(int slot) {
    return slot & (options.blockSlots() - 1);
  }

  int slot(int block, int offset) {
    return (block << shift) + offset;
  }

  /** The first slot of an ordinal, or -1 when this snapshot does not hold it. */
  int firstSlot(int ordinal) {
    int slot = directory.slot(ordinal);
    if (slot < 0 || slot >>> shift >= blocks.length) {
      return -1;
    }
    return blockOf(slot).holds(offset(slot), ordinal) ? slot : -1;
  }

  /** How many parts the ordinal has whose first slot is {@code slot}. */
  int parts(int slot) {
    Block block = blockOf(slot);
    int first = offset(slot);
    int ordinal = block.ordinal(first);
    int end = first + 1;
    while (block.holds(end, ordinal)) {
      end++;
    }
    return end - first;
  }

  long ramBytes(int dimension) {
    long bytes = directory.ramBytes() + RamCost.array(blocks.length, RamCost.REFERENCE) + 64;
    for (Block block : blocks) {
      bytes += block.ramBytes(dimension);
    }
    return bytes;
  }
}
