package dev.engram.internal.index.lexical;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader.CacheKey;
import org.apache.lucene.index.LeafReader;

/**
 * Which ordinal each document of a segment has, deleted documents included: read once a segment,
 * kept for as long as the segment is open. Thread-safe.
 */
final class SegmentOrdinals {
  private final ConcurrentHashMap<CacheKey, int[]> known = new ConcurrentHashMap<>();

  int[] of(LeafReader reader) throws IOException {
    var helper = reader.getCoreCacheHelper();
    int[] old = known.get(helper.getKey());
    if (old != null) {
      return old;
    }
    int[] ordinals = read(reader);
    if (known.putIfAbsent(helper.getKey(), ordinals) == null) {
      helper.addClosedListener(known::remove);
    }
    return ordinals;
  }

  private static int[] read(LeafReader reader) throws IOException {
    int[] ordinals = new int[reader.maxDoc()];
    var values = reader.getNumericDocValues(Schema.ORDINAL);
    for (int doc = 0; doc < ordinals.length; doc++) {
      if (values == null || !values.advanceExact(doc)) {
        throw new IOException("document " + doc + " of a segment has no ordinal");
      }
      ordinals[doc] = Math.toIntExact(values.longValue());
    }
    return ordinals;
  }

  long ramBytes() {
    return known.values().stream()
        .mapToLong(each -> 64L + (long) Integer.BYTES * each.length)
        .sum();
  }
}
