package dev.engram.internal.index.lexical;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader.CacheKey;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;

/**
 * The index at one moment. Counts of terms and lengths leave deleted documents out, which Lucene's
 * own do only after a merge; so a score depends on what the index holds and not on how it came to
 * hold it, and a rebuilt index answers as the old one did. Immutable; valid while its reader is
 * held.
 */
final class Snapshot {
  private final DirectoryReader reader;
  private final Segment[] segments;
  private final Map<CacheKey, Segment> byReader;
  private final FieldTotals[] totals;

  private Snapshot(DirectoryReader reader, Segment[] segments, Map<CacheKey, Segment> byReader) {
    this.reader = reader;
    this.segments = segments;
    this.byReader = byReader;
    totals = new FieldTotals[Schema.WORDS.size()];
    for (int field = 0; field < totals.length; field++) {
      totals[field] = FieldTotals.NONE;
      for (var segment : segments) {
        totals[field] = totals[field].plus(segment.totals(field));
      }
    }
  }

  static Snapshot first(DirectoryReader reader, SegmentCores cores) throws IOException {
    return of(reader, cores, Map.of());
  }

  /** Reuses what is known of the segments that have not changed. */
  Snapshot next(DirectoryReader newer, SegmentCores cores) throws IOException {
    return of(newer, cores, byReader);
  }

  private static Snapshot of(
      DirectoryReader reader, SegmentCores cores, Map<CacheKey, Segment> known) throws IOException {
    var segments = new Segment[reader.leaves().size()];
    var byReader = new HashMap<CacheKey, Segment>();
    for (var leaf : reader.leaves()) {
      var key = leaf.reader().getReaderCacheHelper().getKey();
      var old = known.get(key);
      var segment = old != null ? old : Segment.of(leaf.reader(), cores.of(leaf.reader()));
      segments[leaf.ord] = segment;
      byReader.put(key, segment);
    }
    return new Snapshot(reader, segments, byReader);
  }

  DirectoryReader reader() {
    return reader;
  }

  Segment segment(LeafReaderContext leaf) {
    return segments[leaf.ord];
  }

  FieldTotals totals(String field) {
    return totals[Schema.WORDS.indexOf(field)];
  }

  /** How many documents that are not deleted hold a term. */
  int liveDocFreq(Term term, TermStates states) throws IOException {
    int live = states.docFreq();
    for (var leaf : reader.leaves()) {
      live -= segments[leaf.ord].deletedWith(term, states, leaf);
    }
    return live;
  }

  void forEachOrdinal(IntConsumer action) {
    for (var leaf : reader.leaves()) {
      var live = leaf.reader().getLiveDocs();
      var core = segments[leaf.ord].core();
      for (int doc = 0; doc < core.size(); doc++) {
        if (live == null || live.get(doc)) {
          action.accept(core.ordinal(doc));
        }
      }
    }
  }

  long ramBytes() {
    long bytes = 0;
    for (var segment : segments) {
      bytes += segment.ramBytes();
    }
    return bytes;
  }
}
