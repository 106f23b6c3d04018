package dev.engram.internal.index.lexical;

import java.io.IOException;
import java.util.Collection;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.Collector;
import org.apache.lucene.search.CollectorManager;
import org.apache.lucene.search.LeafCollector;
import org.apache.lucene.search.Scorable;
import org.apache.lucene.search.ScoreMode;

/**
 * Keeps the best {@code k}, ties by smaller ordinal, where Lucene's own collector goes by the order
 * of documents, which merges change. For one search on one thread.
 */
final class TopOrdinals implements Collector {
  private final Snapshot snapshot;
  private final float[] scores;
  private final int[] ordinals;
  private int size;

  TopOrdinals(Snapshot snapshot, int k) {
    this.snapshot = snapshot;
    scores = new float[k];
    ordinals = new int[k];
  }

  /** For a searcher, which never asks for a second one as it has no executor. */
  CollectorManager<TopOrdinals, TopOrdinals> manager() {
    return new CollectorManager<>() {
      @Override
      public TopOrdinals newCollector() {
        return TopOrdinals.this;
      }

      @Override
      public TopOrdinals reduce(Collection<TopOrdinals> collectors) {
        return TopOrdinals.this;
      }
    };
  }

  @Override
  public ScoreMode scoreMode() {
    return ScoreMode.TOP_SCORES;
  }

  @Override
  public LeafCollector getLeafCollector(LeafReaderContext leaf) {
    var core = snapshot.segment(leaf).core();
    return new LeafCollector() {
      private Scorable scorer = NO_SCORER;

      @Override
      public void setScorer(Scorable next) throws IOException {
        scorer = next;
        raiseBar(scorer);
      }

      @Override
      public void collect(int doc) throws IOException {
        if (offer(scorer.score(), core.ordinal(doc))) {
          raiseBar(scorer);
        }
      }
    };
  }

  /** Lets the scorer skip what scores below the worst kept; equals must still be seen. */
  private void raiseBar(Scorable scorer) throws IOException {
    if (size == scores.length) {
      scorer.setMinCompetitiveScore(scores[0]);
    }
  }

  private boolean offer(float score, int ordinal) {
    if (size < scores.length) {
      siftUp(size++, score, ordinal);
      return true;
    }
    if (isWorse(score, ordinal, 0)) {
      return false;
    }
    siftDown(score, ordinal, size);
    return true;
  }

  /** What was kept, best first; ends the collection. */
  LexicalHits hits(int droppedTerms) {
    int found = size;
    int[] bestOrdinals = new int[found];
    float[] bestScores = new float[found];
    for (int i = found - 1; i >= 0; i--) {
      bestOrdinals[i] = ordinals[0];
      bestScores[i] = scores[0];
      siftDown(scores[i], ordinals[i], i);
    }
    return new LexicalHits(bestOrdinals, bestScores, droppedTerms, false);
  }

  private boolean isWorse(float score, int ordinal, int than) {
    return score < scores[than] || (score == scores[than] && ordinal > ordinals[than]);
  }

  private void siftUp(int from, float score, int ordinal) {
    int at = from;
    while (at > 0 && isWorse(score, ordinal, (at - 1) >>> 1)) {
      move((at - 1) >>> 1, at);
      at = (at - 1) >>> 1;
    }
    set(at, score, ordinal);
  }

  private void siftDown(float score, int ordinal, int end) {
    int at = 0;
    for (int child = 1; child < end; child = 2 * at + 1) {
      if (child + 1 < end && isWorse(scores[child + 1], ordinals[child + 1], child)) {
        child++;
      }
      if (isWorse(score, ordinal, child)) {
        break;
      }
      move(child, at);
      at = child;
    }
    set(at, score, ordinal);
  }

  private void move(int from, int to) {
    set(to, scores[from], ordinals[from]);
  }

  private void set(int at, float score, int ordinal) {
    scores[at] = score;
    ordinals[at] = ordinal;
  }

  private static final Scorable NO_SCORER =
      new Scorable() {
        @Override
        public float score() {
          throw new IllegalStateException("no scorer yet");
        }
      };
}
