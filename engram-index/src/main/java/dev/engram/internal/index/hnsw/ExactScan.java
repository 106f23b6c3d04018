package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.SearchBudget;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import java.util.Arrays;

/**
 * Every allowed ordinal through the directory, a batch at a time so that loads overlap; the best
 * few hundred are then ranked by the exact query. The same answers as a flat index of 8-bit codes.
 *
 * <p>Not thread-safe: made for one search, which holds a seat.
 */
final class ExactScan {
  private static final int BATCH = 256;
  private static final int GROUP = 32;

  private final Graph graph;
  private final NodeStore store;
  private final Probe probe;
  private final SearchBudget budget;
  private final LongHeap top;
  private final int most;
  private final int[] nodes = new int[BATCH];
  private final int[] owners = new int[BATCH];
  private final int[] group = new int[GROUP];
  private final float[] scores = new float[GROUP];
  private int gathered;
  private int owner = -1;
  private float best;
  private boolean cutShort;

  private ExactScan(Graph graph, Probe probe, VectorQuery query, int most) {
    this.graph = graph;
    this.store = graph.store();
    this.probe = probe;
    this.budget = query.budget();
    this.most = most;
    this.top = new LongHeap(Math.min(most, 4096));
  }

  static VectorHits run(Graph graph, Probe probe, VectorQuery query, String path) {
    OrdinalFilter filter = query.filter();
    int possible = Math.min(graph.vectors(), filter.cardinality());
    if (possible == 0) {
      return VectorHits.none(path);
    }
    int most = Math.min(possible, Refinement.breadth(query.k()));
    var scan = new ExactScan(graph, probe, query, most);
    scan.walk(filter);
    int[] ranked = Arrays.stream(scan.top.drain()).mapToInt(ScoredKey::number).toArray();
    VectorHits hits = Refinement.of(graph, probe, query.k(), ranked, ranked.length, path);
    return scan.cutShort ? hits.cutShort() : hits;
  }

  private void walk(OrdinalFilter filter) {
    OrdinalDirectory directory = graph.directory();
    long limit = directory.limit();
    for (int next = filter.next(0); next >= 0 && next < limit && !cutShort; ) {
      int node = directory.first(next);
      while (node != NodeStore.NONE) {
        owners[gathered] = next;
        nodes[gathered++] = node;
        if (gathered == BATCH) {
          flush();
        }
        node = store.part(node);
      }
      next = next == Integer.MAX_VALUE ? -1 : filter.next(next + 1);
    }
    flush();
    offerBest();
  }

  private void flush() {
    for (int from = 0; from < gathered; from += GROUP) {
      int count = Math.min(GROUP, gathered - from);
      System.arraycopy(nodes, from, group, 0, count);
      store.scores(probe.high(), group, count, scores);
      for (int i = 0; i < count; i++) {
        fold(owners[from + i], scores[i]);
      }
    }
    gathered = 0;
    cutShort = budget.spent();
  }

  private void fold(int ordinal, float score) {
    if (ordinal != owner) {
      offerBest();
      owner = ordinal;
      best = score;
    } else if (score > best) {
      best = score;
    }
  }

  private void offerBest() {
    if (owner >= 0) {
      top.offer(ScoredKey.of(best, owner), most);
    }
  }
}
