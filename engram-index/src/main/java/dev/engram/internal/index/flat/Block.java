package dev.engram.internal.index.flat;

/**
 * A fixed number of slots, of which the first {@link #used} are written. The slot arrays are shared
 * between successive versions of a block and only ever appended to; everything else is immutable,
 * so a reader that holds a block holds its contents at one moment.
 *
 * <p>The parts of an ordinal lie side by side in one block.
 */
final class Block {
  private final int[] ordinals;
  private final Column column;
  private final int used;

  /** One bit a slot, set when it died; empty while none did. */
  private final long[] dead;

  private final int deadCount;

  private Block(int[] ordinals, Column column, int used, long[] dead, int deadCount) {
    this.ordinals = ordinals;
    this.column = column;
    this.used = used;
    this.dead = dead;
    this.deadCount = deadCount;
  }

  static Block of(Column empty, int slots) {
    return new Block(new int[slots], empty, 0, new long[0], 0);
  }

  Column column() {
    return column;
  }

  int ordinal(int slot) {
    return ordinals[slot];
  }

  int used() {
    return used;
  }

  int free() {
    return ordinals.length - used;
  }

  int deadCount() {
    return deadCount;
  }

  int live() {
    return used - deadCount;
  }

  boolean isLive(int slot) {
    return deadCount == 0 || (dead[slot >>> 6] & (1L << slot)) == 0;
  }

  /** Whether the live slot {@code slot} belongs to {@code ordinal}. */
  boolean holds(int slot, int ordinal) {
    return slot < used && ordinals[slot] == ordinal && isLive(slot);
  }

  /** The block after its column received {@code parts} more slots of {@code ordinal}. */
  Block appended(int ordinal, int parts) {
    for (int i = 0; i < parts; i++) {
      ordinals[used + i] = ordinal;
    }
    return new Block(ordinals, column, used + parts, dead, deadCount);
  }

  /** The block without {@code parts} slots from {@code first} on. */
  Block without(int first, int parts) {
    long[] bits = dead.length == 0 ? new long[(ordinals.length + 63) >>> 6] : dead.clone();
    for (int slot = first; slot < first + parts; slot++) {
      bits[slot >>> 6] |= 1L << slot;
    }
    return new Block(ordinals, column, used, bits, deadCount + parts);
  }

  /** A new block with the live slots only, in the same order. */
  Block compacted() {
    int[] kept = new int[ordinals.length];
    Column keptColumn = column.empty();
    int to = 0;
    for (int slot = 0; slot < used; slot++) {
      if (isLive(slot)) {
        kept[to] = ordinals[slot];
        keptColumn.copy(column, slot, to++);
      }
    }
    return new Block(kept, keptColumn, to, new long[0], 0);
  }

  long ramBytes(int dimension) {
    return RamCost.array(ordinals.length, Integer.BYTES)
        + RamCost.array(dead.length, Long.BYTES)
        + column.ramBytes(used, dimension)
        + 64;
  }
}
