package dev.engram.internal.index.flat;

import dev.engram.internal.index.vector.Metric;
import java.util.Arrays;

/** A number for what a flat index holds, the same in either encoding and however it came about. */
public final class Fingerprint {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private Fingerprint() {}

  static long of(Snapshot snapshot, Metric metric) {
    long sum = 0;
    for (int index = 0; index < snapshot.blockCount(); index++) {
      Block block = snapshot.block(index);
      int part = 0;
      for (int slot = 0; slot < block.used(); slot++) {
        boolean next = slot > 0 && block.ordinal(slot) == block.ordinal(slot - 1);
        part = next && block.isLive(slot - 1) ? part + 1 : 0;
        if (block.isLive(slot)) {
          sum += of(block.ordinal(slot), part, codeHash(block, slot, metric));
        }
      }
    }
    return sum;
  }

  /**
   * The share of one vector; a fingerprint is the sum of all.
   *
   * @param part its place among the vectors of its ordinal
   * @param codeHash {@link Arrays#hashCode(byte[])} of its 8-bit code
   */
  public static long of(int ordinal, int part, int codeHash) {
    long one = 31L * (31L * ordinal + part) + codeHash;
    return Long.rotateLeft(one * MIX, 23) * MIX;
  }

  private static int codeHash(Block block, int slot, Metric metric) {
    Int8Code code =
        switch (block.column()) {
          case FloatColumn floats -> Int8Code.of(floats.vector(slot), metric);
          case Int8Column codes -> codes.code(slot);
        };
    return Arrays.hashCode(code.bytes());
  }
}
