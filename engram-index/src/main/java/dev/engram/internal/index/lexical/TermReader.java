package dev.engram.internal.index.lexical;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.lexical.TermMatches.TermMatch;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.DocIdSetIterator;
import org.jspecify.annotations.Nullable;

/** Reads the postings of one term under a filter: text and names count alike. For one thread. */
final class TermReader {
  private final Snapshot snapshot;
  private final OrdinalFilter filter;
  private int[] ordinals = new int[64];
  private float[] frequencies = new float[64];
  private int found;

  TermReader(Snapshot snapshot, OrdinalFilter filter) {
    this.snapshot = snapshot;
    this.filter = filter;
  }

  TermMatch read(String term) throws IOException {
    found = 0;
    for (var leaf : snapshot.reader().leaves()) {
      var inText = leaf.reader().postings(new Term(Schema.TEXT, term), PostingsEnum.FREQS);
      var inNames = leaf.reader().postings(new Term(Schema.WHO, term), PostingsEnum.FREQS);
      merge(leaf, inText, inNames);
    }
    return new TermMatch(
        term, Arrays.copyOf(ordinals, found), Arrays.copyOf(frequencies, found));
  }

  private void merge(
      LeafReaderContext leaf,
      @Nullable PostingsEnum one,
      @Nullable PostingsEnum other)
      throws IOException {
    var live = leaf.reader().getLiveDocs();
    var core = snapshot.segment(leaf).core();
    int first = next(one);
    int second = next(other);
    while (first != DocIdSetIterator.NO_MORE_DOCS || second != DocIdSetIterator.NO_MORE_DOCS) {
      int doc = Math.min(first, second);
      int ordinal = core.ordinal(doc);
      boolean allowed = filter.allows(ordinal) && (live == null || live.get(doc));
      int frequency = 0;
      if (first == doc && one != null) {
        frequency += allowed ? one.freq() : 0;
        first = one.nextDoc();
      }
      if (second == doc && other != null) {
        frequency += allowed ? other.freq() : 0;
        second = other.nextDoc();
      }
      if (allowed) {
        add(ordinal, frequency);
      }
    }
  }

  private static int next(@Nullable PostingsEnum postings)
      throws IOException {
    return postings == null ? DocIdSetIterator.NO_MORE_DOCS : postings.nextDoc();
  }

  private void add(int ordinal, int frequency) {
    if (found == ordinals.length) {
      ordinals = Arrays.copyOf(ordinals, 2 * found);
      frequencies = Arrays.copyOf(frequencies, 2 * found);
    }
    ordinals[found] = ordinal;
    frequencies[found++] = frequency;
  }
}
