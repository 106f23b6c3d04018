package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.SearchBudget;

/**
 * One search through the graph: greedily down the layers, then a beam in the ground layer (the
 * paper's algorithms 5 and 2). Nodes that are refused or dead lead on but are no results, so they
 * displace nothing: the beam goes on until enough allowed ones are found and none nearer is in
 * sight. A node's twins are judged with it.
 *
 * <p>Results are ordinals, so that equal scores rank by ordinal; an ordinal with several parts may
 * come several times.
 *
 * <p>Not thread-safe: made for one search, which holds a seat.
 */
final class Walk {
  /** The clock is looked at after so many distances. */
  private static final int CLOCK = 256;

  private final NodeStore store;
  private final CodeView code;
  private final OrdinalFilter filter;
  private final SearchBudget budget;
  private final Scratch scratch;
  private int breadth;
  private int untilClock = CLOCK;
  private boolean cutShort;

  Walk(NodeStore store, CodeView code, OrdinalFilter filter, SearchBudget budget, Scratch scratch) {
    this.store = store;
    this.code = code;
    this.filter = filter;
    this.budget = budget;
    this.scratch = scratch;
  }

  /** Whether the time was over before the walk was. */
  boolean cutShort() {
    return cutShort;
  }

  /** The best {@code results} allowed ordinals it meets, best first: {@link ScoredKey}s. */
  long[] from(int entry, int results) {
    breadth = results;
    scratch.begin(store.capacity());
    int nearest = entry;
    float score = store.score(code, entry);
    for (int layer = store.layers(entry); layer > 0; layer--) {
      long better = descend(nearest, score, layer);
      nearest = ScoredKey.number(better);
      score = ScoredKey.score(better);
    }
    scratch.visit(nearest);
    consider(nearest, score);
    scratch.candidates.push(~ScoredKey.of(score, nearest));
    beam();
    return scratch.results.drain();
  }

  private long descend(int from, float fromScore, int layer) {
    int nearest = from;
    float best = fromScore;
    boolean moved = true;
    while (moved && !cutShort) {
      moved = false;
      int count = store.copyRow(nearest, layer, scratch.row);
      store.scores(code, scratch.row, count, scratch.scores);
      for (int i = 0; i < count; i++) {
        if (scratch.scores[i] > best) {
          best = scratch.scores[i];
          nearest = scratch.row[i];
          moved = true;
        }
      }
      tick(count);
    }
    return ScoredKey.of(best, nearest);
  }

  private void beam() {
    LongHeap candidates = scratch.candidates;
    LongHeap results = scratch.results;
    while (candidates.size() > 0 && !cutShort) {
      long key = ~candidates.pop();
      if (results.size() == breadth && ScoredKey.score(key) < ScoredKey.score(results.top())) {
        return;
      }
      expand(ScoredKey.number(key));
    }
  }

  private void expand(int node) {
    int links = store.copyRow(node, 0, scratch.row);
    int count = 0;
    for (int i = 0; i < links; i++) {
      int next = scratch.row[i];
      if (scratch.visit(next)) {
        scratch.nodes[count++] = next;
      }
    }
    store.scores(code, scratch.nodes, count, scratch.scores);
    for (int i = 0; i < count; i++) {
      float score = scratch.scores[i];
      if (promising(score)) {
        scratch.candidates.push(~ScoredKey.of(score, scratch.nodes[i]));
        consider(scratch.nodes[i], score);
      }
    }
    tick(count);
  }

  private boolean promising(float score) {
    LongHeap results = scratch.results;
    return results.size() < breadth || score >= ScoredKey.score(results.top());
  }

  private void consider(int node, float score) {
    int twin = node;
    do {
      int ordinal = store.ordinal(twin);
      if (ordinal >= 0 && filter.allows(ordinal)) {
        scratch.results.offer(ScoredKey.of(score, ordinal), breadth);
      }
      twin = store.twin(twin);
    } while (twin != NodeStore.NONE);
  }

  private void tick(int distances) {
    untilClock -= distances;
    if (untilClock <= 0) {
      untilClock = CLOCK;
      cutShort = budget.spent();
    }
  }
}
