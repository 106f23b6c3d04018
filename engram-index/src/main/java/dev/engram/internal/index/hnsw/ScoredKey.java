package dev.engram.internal.index.hnsw;

/**
 * A score and a number in one {@code long} that sorts as the pair does: by score, and among equal
 * scores the smaller number is the larger key.
 */
final class ScoredKey {
  private ScoredKey() {}

  static long of(float score, int number) {
    int bits = Float.floatToRawIntBits(score + 0f); // a minus zero must tie with zero
    int sortable = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return ((long) sortable << 32) | (~number & 0xFFFF_FFFFL);
  }

  static int number(long key) {
    return ~(int) key;
  }

  static float score(long key) {
    int sortable = (int) (key >> 32);
    return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & Integer.MAX_VALUE));
  }
}
