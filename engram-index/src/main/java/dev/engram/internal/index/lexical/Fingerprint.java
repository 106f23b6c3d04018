package dev.engram.internal.index.lexical;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;

/** A number for what a lexical index holds, the same however it came to hold it. */
final class Fingerprint {
  private static final long MIX = 0x9E3779B97F4A7C15L;

  private Fingerprint() {}

  /** Reads every posting of every live document. */
  static long of(Snapshot snapshot) throws IOException {
    long sum = 0;
    for (var leaf : snapshot.reader().leaves()) {
      for (int field = 0; field < Schema.WORDS.size(); field++) {
        var terms = leaf.reader().terms(Schema.WORDS.get(field));
        if (terms != null) {
          sum += ofField(snapshot, leaf, terms.iterator(), field);
        }
      }
    }
    return sum;
  }

  private static long ofField(
      Snapshot snapshot, LeafReaderContext leaf, TermsEnum terms, int field) throws IOException {
    var live = leaf.reader().getLiveDocs();
    var core = snapshot.segment(leaf).core();
    long sum = 0;
    for (var term = terms.next(); term != null; term = terms.next()) {
      long word = 31L * term.utf8ToString().hashCode() + field;
      var postings = terms.postings(null, PostingsEnum.FREQS);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (live == null || live.get(doc)) {
          long one = 31L * (31L * word + core.ordinal(doc)) + postings.freq();
          sum += Long.rotateLeft(one * MIX, 23) * MIX;
        }
      }
    }
    return sum;
  }
}
