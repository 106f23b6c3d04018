package dev.engram.internal.recall;

import dev.engram.internal.index.vector.VectorHits;

/** Puts the hits of two indexes, each best first and without common ordinals, into one order. */
final class TwoLists {
  private TwoLists() {}

  /** The best of both; where scores are equal, the first list's. */
  static VectorHits merged(VectorHits one, VectorHits other, int k) {
    int count = Math.min(k, one.size() + other.size());
    int[] ordinals = new int[count];
    float[] scores = new float[count];
    int left = 0;
    int right = 0;
    for (int i = 0; i < count; i++) {
      boolean first =
          right == other.size()
              || (left < one.size() && one.scores()[left] >= other.scores()[right]);
      ordinals[i] = first ? one.ordinals()[left] : other.ordinals()[right];
      scores[i] = first ? one.scores()[left] : other.scores()[right];
      left += first ? 1 : 0;
      right += first ? 0 : 1;
    }
    return new VectorHits(
        ordinals,
        scores,
        other.size() == 0 ? one.path() : one.path() + " + " + other.path() + " (sealed)",
        one.complete() && other.complete());
  }
}
