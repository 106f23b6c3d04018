package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.vector.VectorHits;

/**
 * The last ranking: every candidate by the exact query against all parts that the directory names,
 * so an answer never shows half a replacement, whatever node led to it. Stateless; thread-safe.
 */
final class Refinement {
  private Refinement() {}

  /** The best {@code k} of {@code candidates}, distinct ordinals; those not held are skipped. */
  static VectorHits of(Graph graph, Probe probe, int k, int[] candidates, int count, String path) {
    var top = new LongHeap(Math.clamp(k, 1, Math.max(1, count)));
    for (int i = 0; i < count; i++) {
      int node = graph.directory().first(candidates[i]);
      if (node != NodeStore.NONE) {
        top.offer(ScoredKey.of(best(graph.store(), probe, node), candidates[i]), k);
      }
    }
    long[] keys = top.drain();
    int[] ordinals = new int[keys.length];
    float[] scores = new float[keys.length];
    for (int i = 0; i < keys.length; i++) {
      ordinals[i] = ScoredKey.number(keys[i]);
      scores[i] = ScoredKey.score(keys[i]);
    }
    return new VectorHits(ordinals, scores, path);
  }

  private static float best(NodeStore store, Probe probe, int first) {
    float best = probe.exact(store, first);
    for (int part = store.part(first); part != NodeStore.NONE; part = store.part(part)) {
      best = Math.max(best, probe.exact(store, part));
    }
    return best;
  }

  /** How many candidates are worth refining for {@code k} answers. */
  static int breadth(int k) {
    return (int) Math.min(Integer.MAX_VALUE, 2L * k + 16);
  }
}
