package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import java.util.Arrays;

/**
 * One search: walks or scans, and ranks what was found. Holds a seat while it reads the graph.
 *
 * <p>Not thread-safe: made for one search.
 */
final class GraphSearch {
  private static final String WALKED = "hnsw";
  private static final String EXACT = "hnsw exact";
  private static final String FELL_BACK = "hnsw>exact";

  /** A walk looks at about so many vectors for each candidate that it keeps. */
  private static final double LOOKS = 20;

  /** Ordinals of many parts fill the beam, which is broadened at most so many times for it. */
  private static final int MOST_PARTS = 4;

  private final Graph graph;
  private final Probe probe;
  private final VectorQuery query;

  GraphSearch(Graph graph, Probe probe, VectorQuery query) {
    this.graph = graph;
    this.probe = probe;
    this.query = query;
  }

  VectorHits run(int breadth) {
    int possible = possible();
    if (possible == 0) {
      return VectorHits.none(EXACT);
    }
    int kept = kept(breadth);
    if (scanIsCheaper(possible, kept)) {
      return exact();
    }
    Scratch scratch = graph.seats().enter();
    try {
      VectorHits hits = walk(kept, scratch);
      boolean answers = hits.size() >= Math.min(query.k(), possible) || !hits.complete();
      return answers ? hits : ExactScan.run(graph, probe, query, FELL_BACK);
    } finally {
      graph.seats().leave(scratch);
    }
  }

  VectorHits walkOnly(int breadth) {
    Scratch scratch = graph.seats().enter();
    try {
      return walk(kept(breadth), scratch);
    } finally {
      graph.seats().leave(scratch);
    }
  }

  VectorHits exact() {
    Scratch scratch = graph.seats().enter();
    try {
      return ExactScan.run(graph, probe, query, EXACT);
    } finally {
      graph.seats().leave(scratch);
    }
  }

  VectorHits among(int[] candidates) {
    Scratch scratch = graph.seats().enter();
    try {
      return Refinement.of(graph, probe, query.k(), candidates, candidates.length, EXACT);
    } finally {
      graph.seats().leave(scratch);
    }
  }

  private int possible() {
    return Math.min(graph.ordinals(), query.filter().cardinality());
  }

  private int kept(int breadth) {
    long ordinals = Math.max(1, graph.ordinals());
    long parts = Math.min(MOST_PARTS, (graph.vectors() + ordinals - 1) / ordinals);
    long wanted = Math.max(breadth, Refinement.breadth(query.k()));
    return Math.clamp(wanted * parts, 1, Math.max(1, graph.vectors()));
  }

  /**
   * A walk looks at {@code LOOKS · kept · ordinals / possible} vectors, a scan at {@code possible}.
   */
  private boolean scanIsCheaper(int possible, int kept) {
    return (double) possible * possible <= LOOKS * kept * graph.ordinals();
  }

  private VectorHits walk(int kept, Scratch scratch) {
    int entry = graph.entry();
    if (entry == NodeStore.NONE) {
      return VectorHits.none(WALKED);
    }
    OrdinalFilter filter = query.filter();
    var walk = new Walk(graph.store(), probe.high(), filter, query.budget(), scratch);
    int[] candidates = distinct(walk.from(entry, kept));
    VectorHits hits = Refinement.of(graph, probe, query.k(), candidates, candidates.length, WALKED);
    return walk.cutShort() ? hits.cutShort() : hits;
  }

  /** The ordinals that are worth refining, each once. */
  private int[] distinct(long[] keys) {
    int count = Math.min(keys.length, kept(Refinement.breadth(query.k())));
    int[] found = new int[count];
    for (int i = 0; i < count; i++) {
      found[i] = ScoredKey.number(keys[i]);
    }
    Arrays.sort(found);
    int distinct = 0;
    for (int i = 0; i < count; i++) {
      if (i == 0 || found[i] != found[i - 1]) {
        found[distinct++] = found[i];
      }
    }
    return Arrays.copyOf(found, distinct);
  }
}
