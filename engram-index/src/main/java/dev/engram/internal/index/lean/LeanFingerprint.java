package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.Fingerprint;

/** The same number that a flat index has for the same vectors. */
final class LeanFingerprint {
  private LeanFingerprint() {}

  static long of(LeanSnapshot snapshot) {
    long sum = 0;
    for (int index = 0; index < snapshot.chunkCount(); index++) {
      Chunk chunk = snapshot.chunk(index);
      int part = 0;
      for (int row = 0; row < chunk.used(); row++) {
        boolean next =
            row > 0 && chunk.ordinal(row) == chunk.ordinal(row - 1) && chunk.isLive(row - 1);
        part = next ? part + 1 : 0;
        if (chunk.isLive(row)) {
          sum += Fingerprint.of(chunk.ordinal(row), part, chunk.hashes()[row]);
        }
      }
    }
    return sum;
  }
}
