package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.RamCost;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * Which node holds the first part of an ordinal: the one truth about what is held. An entry is
 * stored with release after the parts behind it were written, and loaded with acquire, so a reader
 * sees all parts of a put or none.
 *
 * <p>One writer, any number of readers.
 */
final class OrdinalDirectory {
  private static final VarHandle ENTRY = MethodHandles.arrayElementVarHandle(int[].class);
  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int[] NOTHING = new int[0];

  private volatile int[][] chunks = new int[0][];

  /** The node of the first part of {@code ordinal}, or {@link NodeStore#NONE}. */
  int first(int ordinal) {
    int[][] now = chunks;
    int chunk = ordinal >>> CHUNK_BITS;
    if (chunk >= now.length || now[chunk].length == 0) {
      return NodeStore.NONE;
    }
    return (int) ENTRY.getAcquire(now[chunk], ordinal & (CHUNK - 1)) - 1;
  }

  void set(int ordinal, int node) {
    int[][] now = chunks;
    int chunk = ordinal >>> CHUNK_BITS;
    if (chunk >= now.length || now[chunk].length == 0) {
      if (node == NodeStore.NONE) {
        return;
      }
      int length = Math.max(now.length, chunk + 1);
      int[][] grown = Arrays.copyOf(now, length);
      Arrays.fill(grown, now.length, length, NOTHING);
      grown[chunk] = new int[CHUNK];
      chunks = grown;
      now = grown;
    }
    ENTRY.setRelease(now[chunk], ordinal & (CHUNK - 1), node + 1);
  }

  /** One more than the largest ordinal that could be held. */
  long limit() {
    return (long) chunks.length << CHUNK_BITS;
  }

  long ramBytes() {
    int[][] now = chunks;
    long bytes = RamCost.array(now.length, RamCost.REFERENCE);
    for (int[] chunk : now) {
      bytes += chunk.length == 0 ? 0 : RamCost.array(CHUNK, Integer.BYTES);
    }
    return bytes;
  }
}
