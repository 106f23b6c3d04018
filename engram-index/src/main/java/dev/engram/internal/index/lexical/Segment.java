package dev.engram.internal.index.lexical;

import java.util.function.IntConsumer;
import org.apache.lucene.index.LeafReader;

/**
 * A segment at one moment.
 *
 * @param reader Lucene's view of it, with what is deleted
 * @param ordinals of its documents, those deleted included
 */
@SuppressWarnings("ArrayRecordComponent") // shared by all moments of a segment, never changed
record Segment(LeafReader reader, int[] ordinals) {
  void forEachOrdinal(IntConsumer action) {
    var live = reader.getLiveDocs();
    for (int doc = 0; doc < ordinals.length; doc++) {
      if (live == null || live.get(doc)) {
        action.accept(ordinals[doc]);
      }
    }
  }
}
