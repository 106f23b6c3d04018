package dev.engram.internal.index.lexical;

import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader.CacheKey;
import org.apache.lucene.index.LeafReader;

/** One {@link SegmentCore} a segment, for as long as the segment is open. Thread-safe. */
final class SegmentCores {
  private final ConcurrentHashMap<CacheKey, SegmentCore> cores = new ConcurrentHashMap<>();

  SegmentCore of(LeafReader reader) throws IOException {
    var helper = reader.getCoreCacheHelper();
    var known = cores.get(helper.getKey());
    if (known != null) {
      return known;
    }
    var made = SegmentCore.of(reader);
    if (cores.putIfAbsent(helper.getKey(), made) == null) {
      helper.addClosedListener(cores::remove);
    }
    return made;
  }

  long ramBytes() {
    return cores.values().stream().mapToLong(SegmentCore::ramBytes).sum();
  }
}
