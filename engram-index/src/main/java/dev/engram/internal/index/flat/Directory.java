package dev.engram.internal.index.flat;

import java.util.Arrays;
import java.util.BitSet;

/**
 * Where each ordinal's first slot is. Zero means absent, so a chunk that a reader meets before its
 * contents reads as absent.
 *
 * <p>An entry that was absent is filled in place: a reader with an older snapshot finds a slot that
 * its snapshot does not hold under that ordinal, and takes it for absent. An entry that was present
 * is changed in a copy of its chunk, so that an older snapshot keeps finding the older slot.
 */
public final class Directory {
  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int[] NONE = new int[0];

  private final int[][] chunks;

  private Directory(int[][] chunks) {
    this.chunks = chunks;
  }

  /** Without any ordinal. */
  public static Directory empty() {
    return new Directory(new int[0][]);
  }

  /** The first slot of {@code ordinal}, or -1. */
  public int slot(int ordinal) {
    int chunk = ordinal >>> CHUNK_BITS;
    if (chunk >= chunks.length) {
      return -1;
    }
    int[] entries = chunks[chunk];
    return entries.length == 0 ? -1 : entries[ordinal & (CHUNK - 1)] - 1;
  }

  /** Records an ordinal that was absent. Returns this directory, or a longer one. */
  public Directory add(int ordinal, int slot) {
    int chunk = ordinal >>> CHUNK_BITS;
    Directory target = chunk < chunks.length ? this : longer(chunk + 1);
    if (target.chunks[chunk].length == 0) {
      target.chunks[chunk] = new int[CHUNK];
    }
    target.chunks[chunk][ordinal & (CHUNK - 1)] = slot + 1;
    return target;
  }

  private Directory longer(int least) {
    int[][] grown = Arrays.copyOf(chunks, Math.max(least, chunks.length + (chunks.length >> 1)));
    Arrays.fill(grown, chunks.length, grown.length, NONE);
    return new Directory(grown);
  }

  /** Starts a set of changes to entries that are present. */
  public Edit edit() {
    return new Edit(chunks.clone());
  }

  /** Bytes held. */
  public long ramBytes() {
    long bytes = RamCost.array(chunks.length, RamCost.REFERENCE);
    for (int[] chunk : chunks) {
      bytes += chunk.length == 0 ? 0 : RamCost.array(CHUNK, Integer.BYTES);
    }
    return bytes;
  }

  /** Changes in the making; copies each chunk once. */
  public static final class Edit {
    private final int[][] chunks;
    private final BitSet copied = new BitSet();

    private Edit(int[][] chunks) {
      this.chunks = chunks;
    }

    /** Moves an ordinal to {@code slot}, or removes it when {@code slot} is -1. */
    public void set(int ordinal, int slot) {
      int chunk = ordinal >>> CHUNK_BITS;
      if (!copied.get(chunk)) {
        chunks[chunk] = chunks[chunk].clone();
        copied.set(chunk);
      }
      chunks[chunk][ordinal & (CHUNK - 1)] = slot + 1;
    }

    /** The directory with these changes. */
    public Directory done() {
      return new Directory(chunks);
    }
  }
}
