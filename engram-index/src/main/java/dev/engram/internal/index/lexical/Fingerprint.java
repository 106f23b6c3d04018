package dev.engram.internal.index.lexical;

import java.io.IOException;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.StringHelper;

/**
 * A number for what a lexical index holds, the same however it came to hold it: the sum of a hash
 * of every document and of every posting of it, both of 64 bits.
 */
final class Fingerprint {
  private Fingerprint() {}

  /** Reads every posting of every live document. */
  static long of(Snapshot snapshot) throws IOException {
    var sum = new Sum();
    for (var segment : snapshot.segments()) {
      segment.forEachOrdinal(ordinal -> sum.add(ordinal, 0, 0));
      var terms = segment.reader().terms(Schema.WORDS);
      if (terms != null) {
        add(segment, terms.iterator(), sum);
      }
    }
    return sum.value;
  }

  private static void add(Segment segment, TermsEnum terms, Sum sum) throws IOException {
    var live = segment.reader().getLiveDocs();
    PostingsEnum postings = null;
    for (var term = terms.next(); term != null; term = terms.next()) {
      long word = StringHelper.murmurhash3_x64_128(term)[0];
      postings = terms.postings(postings, PostingsEnum.FREQS);
      for (int doc = postings.nextDoc();
          doc != DocIdSetIterator.NO_MORE_DOCS;
          doc = postings.nextDoc()) {
        if (live == null || live.get(doc)) {
          sum.add(segment.ordinals()[doc], postings.freq(), word);
        }
      }
    }
  }

  private static final class Sum {
    private long value;

    void add(int ordinal, int frequency, long word) {
      value += mixed(mixed((long) ordinal << 32 | frequency) ^ word);
    }

    /** SplitMix64: every bit of the input changes half of the output. */
    private static long mixed(long bits) {
      long once = bits + 0x9E3779B97F4A7C15L;
      once = (once ^ (once >>> 30)) * 0xBF58476D1CE4E5B9L;
      once = (once ^ (once >>> 27)) * 0x94D049BB133111EBL;
      return once ^ (once >>> 31);
    }
  }
}
