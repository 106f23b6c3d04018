package dev.engram.internal.index.lexical;

import dev.engram.internal.index.filter.OrdinalFilter;
import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.TwoPhaseIterator;
import org.apache.lucene.search.Weight;

/**
 * Matches the documents whose ordinals a filter allows. In a segment where few are allowed, their
 * documents are looked up and lead the search; where many are, each document that the words find is
 * tested, for the cost of two array reads.
 */
final class OrdinalQuery extends Query {
  /** Looking a document up costs about this many tests. */
  private static final int LOOK_UP_COST = 8;

  private final OrdinalFilter filter;
  private final Snapshot snapshot;

  OrdinalQuery(OrdinalFilter filter, Snapshot snapshot) {
    this.filter = filter;
    this.snapshot = snapshot;
  }

  @Override
  public Weight createWeight(IndexSearcher searcher, ScoreMode mode, float boost) {
    return new ConstantScoreWeight(this, boost) {
      @Override
      public ScorerSupplier scorerSupplier(LeafReaderContext leaf) {
        var core = snapshot.segment(leaf).core();
        var iterator =
            filter.cardinality() < core.size() / LOOK_UP_COST ? listed(core) : tested(core);
        return supplier(iterator, mode);
      }

      @Override
      public boolean isCacheable(LeafReaderContext leaf) {
        return false;
      }
    };
  }

  private static ScorerSupplier supplier(DocIdSetIterator iterator, ScoreMode mode) {
    return new ScorerSupplier() {
      @Override
      public Scorer get(long leadCost) {
        var twoPhase = TwoPhaseIterator.unwrap(iterator);
        return twoPhase == null
            ? new ConstantScoreScorer(0, mode, iterator)
            : new ConstantScoreScorer(0, mode, twoPhase);
      }

      @Override
      public long cost() {
        return iterator.cost();
      }
    };
  }

  private DocIdSetIterator listed(SegmentCore core) {
    int[] docs = new int[Math.min(16, core.size())];
    int count = 0;
    int index = 0;
    int ordinal = filter.next(core.sortedOrdinal(0));
    while (ordinal >= 0 && index < core.size()) {
      index = core.firstAtLeast(ordinal, index);
      // A replaced document keeps its ordinal until it is merged away.
      while (index < core.size() && core.sortedOrdinal(index) == ordinal) {
        docs = count == docs.length ? Arrays.copyOf(docs, 2 * count) : docs;
        docs[count++] = core.sortedDoc(index++);
      }
      if (index < core.size()) {
        ordinal = filter.next(core.sortedOrdinal(index));
      }
    }
    Arrays.sort(docs, 0, count);
    return new DocList(docs, count);
  }

  private DocIdSetIterator tested(SegmentCore core) {
    var every = DocIdSetIterator.all(core.size());
    return TwoPhaseIterator.asDocIdSetIterator(
        new TwoPhaseIterator(every) {
          @Override
          public boolean matches() throws IOException {
            return filter.allows(core.ordinal(every.docID()));
          }

          @Override
          public float matchCost() {
            return 2;
          }
        });
  }

  @Override
  public void visit(QueryVisitor visitor) {
    visitor.visitLeaf(this);
  }

  @Override
  public String toString(String field) {
    return filter.toString();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrdinalQuery that
        && filter.equals(that.filter)
        && snapshot == that.snapshot;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(snapshot);
  }
}
