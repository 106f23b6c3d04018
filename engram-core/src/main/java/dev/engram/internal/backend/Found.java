package dev.engram.internal.backend;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.spi.BackendHit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.roaringbitmap.RoaringBitmap;

/**
 * What a store answered, without what it must not answer: an id that the filter refuses or that
 * came before, a score that is no number or larger than the one before, and whatever exceeds what
 * was asked for. Each of these is a lie, and counted.
 *
 * @param ids distinct and allowed, at most as many as asked for
 * @param lies how many entries broke a rule
 */
@SuppressWarnings("ArrayRecordComponent") // read once
record Found(int[] ids, int lies) {
  /** Checks an answer. Reads at most {@code k + 1} entries of it, since a list may never end. */
  static Found of(List<BackendHit> answer, int k, OrdinalFilter filter) {
    var ids = new RoaringBitmap();
    int lies = 0;
    int read = 0;
    float least = Float.POSITIVE_INFINITY;
    for (BackendHit hit : answer) {
      if (read++ == k) {
        lies++;
        break;
      }
      boolean inOrder = hit.score() <= least; // never true of NaN
      boolean unfit = hit.id() < 0 || !filter.allows(hit.id()) || ids.contains(hit.id());
      if (!inOrder || unfit) {
        lies++;
      }
      if (inOrder) {
        least = hit.score();
      }
      if (inOrder && !unfit) {
        ids.add(hit.id());
      }
    }
    return new Found(ids.toArray(), lies);
  }

  /** These ids and others, each once. */
  int[] with(int[] others) {
    return IntStream.concat(Arrays.stream(ids), Arrays.stream(others)).distinct().toArray();
  }
}
