package dev.engram.internal.index.lexical;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.CollectionStatistics;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermStatistics;
import org.apache.lucene.search.similarities.BM25Similarity;

/** Searches one snapshot once, with statistics of the documents that are there. One thread. */
final class LiveSearcher extends IndexSearcher {
  private final Snapshot snapshot;
  private final Map<Term, Integer> docFreqs = new HashMap<>();

  LiveSearcher(Snapshot snapshot, Bm25 bm25) {
    super(snapshot.reader());
    this.snapshot = snapshot;
    setQueryCache(null);
    setSimilarity(new BM25Similarity(bm25.k1(), bm25.b(), true));
  }

  Snapshot snapshot() {
    return snapshot;
  }

  /** How many documents hold a term. */
  int docFreq(Term term, TermStates states) throws IOException {
    var known = docFreqs.get(term);
    if (known != null) {
      return known;
    }
    int live = snapshot.liveDocFreq(term, states);
    docFreqs.put(term, live);
    return live;
  }

  @Override
  public TermStatistics termStatistics(Term term, int docFreq, long totalTermFreq)
      throws IOException {
    var known = docFreqs.get(term);
    int live = known != null ? known : docFreq(term, TermStates.build(this, term, true));
    // A count of zero is refused by the constructor; no document matches then, so any will do.
    long count = Math.max(1, live);
    return new TermStatistics(term.bytes(), count, Math.max(count, totalTermFreq));
  }

  @Override
  public CollectionStatistics collectionStatistics(String field) throws IOException {
    if (!Schema.WORDS.contains(field)) {
      return super.collectionStatistics(field);
    }
    var totals = snapshot.totals(field);
    long documents = Math.max(1, totals.documents());
    long length = Math.max(documents, totals.length());
    return new CollectionStatistics(
        field, Math.max(documents, getIndexReader().maxDoc()), documents, length, documents);
  }
}
