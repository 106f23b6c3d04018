package dev.engram.internal.index.hnsw;

/**
 * The search for neighbours while nodes are linked: algorithm 2 within one layer. Nodes that no
 * longer serve lead on but are not found.
 *
 * <p>Not thread-safe: one for each linking thread.
 */
final class LayerSearch {
  private final NodeStore store;
  private final Scratch scratch = new Scratch(-1);
  private int nearest;
  private float nearestScore;

  LayerSearch(NodeStore store) {
    this.store = store;
  }

  /** The nearest node that the last search met, serving or not. */
  int nearest() {
    return nearest;
  }

  /** Starts at a node. */
  void startAt(CodeView code, int node) {
    nearest = node;
    nearestScore = store.score(code, node);
  }

  /** Walks greedily in a layer, to {@link #nearest}. */
  void descend(CodeView code, int layer) {
    boolean moved = true;
    while (moved) {
      moved = false;
      int count = store.copyRow(nearest, layer, scratch.row);
      store.scores(code, scratch.row, count, scratch.scores);
      for (int i = 0; i < count; i++) {
        if (scratch.scores[i] > nearestScore) {
          nearestScore = scratch.scores[i];
          nearest = scratch.row[i];
          moved = true;
        }
      }
    }
  }

  /**
   * The best {@code breadth} serving nodes of a layer but {@code self}, best first, from {@link
   * #nearest} on.
   */
  long[] beam(CodeView code, int self, int layer, int breadth) {
    LongHeap candidates = scratch.candidates;
    LongHeap results = scratch.results;
    scratch.begin(store.capacity());
    scratch.visit(nearest);
    long first = ScoredKey.of(nearestScore, nearest);
    candidates.push(~first);
    if (nearest != self && store.serves(nearest)) {
      results.push(first);
    }
    while (candidates.size() > 0) {
      long key = ~candidates.pop();
      if (results.size() == breadth && key < results.top()) {
        break;
      }
      expand(code, self, layer, breadth, ScoredKey.number(key));
    }
    return results.drain();
  }

  private void expand(CodeView code, int self, int layer, int breadth, int node) {
    LongHeap results = scratch.results;
    int links = store.copyRow(node, layer, scratch.row);
    int count = 0;
    for (int i = 0; i < links; i++) {
      if (scratch.visit(scratch.row[i])) {
        scratch.nodes[count++] = scratch.row[i];
      }
    }
    store.scores(code, scratch.nodes, count, scratch.scores);
    for (int i = 0; i < count; i++) {
      int next = scratch.nodes[i];
      float score = scratch.scores[i];
      long key = ScoredKey.of(score, next);
      if (results.size() < breadth || key > results.top()) {
        scratch.candidates.push(~key);
        if (next != self && store.serves(next)) {
          results.offer(key, breadth);
        }
        if (score > nearestScore) {
          nearestScore = score;
          nearest = next;
        }
      }
    }
  }

  long ramBytes() {
    return scratch.ramBytes();
  }
}
