package dev.engram.internal.index.lexical;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.TermMatches.TermMatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Reads the postings of terms under a filter. For one query, on one thread.
 *
 * <p>Cost: a look-up a term and segment, and some nanoseconds a posting. Postings are read a block
 * at a time; whether one counts decides an addition and no branch, for a filter that allows every
 * second document would mislead the processor at every second one.
 */
final class TermReader {
  private final OrdinalFilter filter;
  private final List<Cursor> cursors = new ArrayList<>();
  private final DocAndFloatFeatureBuffer block = new DocAndFloatFeatureBuffer();
  private int[] ordinals = new int[0];
  private float[] frequencies = new float[0];

  /** Goes from term to term in one segment; what Lucene reads with is reused. */
  private static final class Cursor {
    private final Segment segment;
    private final TermsEnum terms;
    private @Nullable PostingsEnum reused;
    private int documents;

    Cursor(Segment segment, TermsEnum terms) {
      this.segment = segment;
      this.terms = terms;
    }

    void seek(BytesRef term) throws IOException {
      documents = terms.seekExact(term) ? terms.docFreq() : 0;
    }

    PostingsEnum postings() throws IOException {
      var postings = terms.postings(reused, PostingsEnum.FREQS);
      reused = postings;
      return postings;
    }
  }

  TermReader(Snapshot snapshot, OrdinalFilter filter) throws IOException {
    this.filter = filter;
    for (var segment : snapshot.segments()) {
      var terms = segment.reader().terms(Schema.WORDS);
      if (terms != null) {
        cursors.add(new Cursor(segment, terms.iterator()));
      }
    }
  }

  /**
   * Where a term stands; empty, and given up early, if that is in {@code limit} documents or more.
   */
  Optional<TermMatch> read(String term, int limit) throws IOException {
    reserve(seek(new BytesRef(term)));
    int found = 0;
    for (int i = 0; i < cursors.size() && found < limit; i++) {
      if (cursors.get(i).documents > 0) {
        found = read(cursors.get(i), found, limit);
      }
    }
    return found >= limit
        ? Optional.empty()
        : Optional.of(
            new TermMatch(term, Arrays.copyOf(ordinals, found), Arrays.copyOf(frequencies, found)));
  }

  /** How many documents hold a term at most. */
  private int seek(BytesRef term) throws IOException {
    int documents = 0;
    for (var cursor : cursors) {
      cursor.seek(term);
      documents += cursor.documents;
    }
    return Math.min(documents, filter.cardinality());
  }

  /** Makes room, and for one more, which is written before it is known not to count. */
  private void reserve(int documents) {
    if (documents >= ordinals.length) {
      ordinals = new int[documents + 1];
      frequencies = new float[documents + 1];
    }
  }

  private int read(Cursor cursor, int from, int limit) throws IOException {
    int[] ordinalOf = cursor.segment.ordinals();
    var live = cursor.segment.reader().getLiveDocs();
    var postings = cursor.postings();
    postings.nextDoc();
    postings.nextPostings(DocIdSetIterator.NO_MORE_DOCS, block);
    int found = from;
    while (block.size > 0 && found < limit) {
      if (live != null) {
        block.apply(live);
      }
      found = take(ordinalOf, found);
      postings.nextPostings(DocIdSetIterator.NO_MORE_DOCS, block);
    }
    return found;
  }

  /** Adds what is allowed of the block. */
  private int take(int[] ordinalOf, int from) {
    int found = from;
    for (int i = 0; i < block.size; i++) {
      int ordinal = ordinalOf[block.docs[i]];
      ordinals[found] = ordinal;
      frequencies[found] = block.features[i];
      found += filter.allows(ordinal) ? 1 : 0;
    }
    return found;
  }
}
