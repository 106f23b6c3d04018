package dev.engram.internal.index.hnsw;

import java.util.Arrays;

/**
 * Links nodes into a graph: the paper's algorithm 1.
 *
 * <p>Two rules beyond it. A node with the very code of another is not linked but hangs at that one,
 * so that ten thousand copies of a vector are one place in the graph, not a clique that fills every
 * row. And no row drops the last link of the ground layer that leads to a node, as far as there is
 * another to drop, so that what is held can be found.
 *
 * <p>DOT is no metric: the nearest to a vector need not be the vector itself, and most links lead
 * to the longest vectors. Such a graph finds largest inner products well (Morozov and Babenko,
 * <i>Non-metric similarity graphs for maximum inner product search</i>, 2018; measured here: .99
 * where links by Euclidean distance gave .71), but a short vector may be hard to walk to, which is
 * what the second rule is for, and why a filter that allows short ones only ends in a scan.
 *
 * <p>Not thread-safe: one for each linking thread; several threads share {@link LinkLocks}.
 */
final class Linker {
  /** A full row is cut to so much of its room, so that the next few links cost nothing. */
  private static final double KEPT = 0.75;

  /** A repair chooses among so many times the links of a node. */
  private static final int POOL = 6;

  private final Graph graph;
  private final NodeStore store;
  private final HnswOptions options;
  private final LinkLocks locks;
  private final LayerSearch search;
  private final Neighbourhood neighbourhood;
  private final IntList stranded = new IntList();
  private final int[] row;
  private final int[] kept;
  private final int[] pool;
  private final float[] scores;
  private final long[] keys;

  Linker(Graph graph, HnswOptions options, LinkLocks locks) {
    this.graph = graph;
    this.store = graph.store();
    this.options = options;
    this.locks = locks;
    this.search = new LayerSearch(store);
    this.neighbourhood = new Neighbourhood(store);
    int room = POOL * store.layout().groundLinks();
    this.row = new int[store.layout().groundLinks()];
    this.kept = new int[store.layout().groundLinks()];
    this.pool = new int[room];
    this.scores = new float[room];
    this.keys = new long[room];
  }

  /** Links a node that {@link NodeStore#fill} wrote. */
  void link(int node) {
    int entry = graph.entry();
    if (entry == NodeStore.NONE) {
      graph.enterAt(node);
      return;
    }
    CodeView code = store.view(node);
    int layers = store.layers(node);
    int top = store.layers(entry);
    search.startAt(code, entry);
    for (int layer = top; layer > layers; layer--) {
      search.descend(code, layer);
    }
    int[][] chosen = new int[Math.min(top, layers) + 1][];
    for (int layer = chosen.length - 1; layer >= 0; layer--) {
      long[] found = search.beam(code, node, layer, options.buildBreadth());
      if (layer == 0 && hang(node, code, found)) {
        return;
      }
      chosen[layer] = chosen(found);
    }
    for (int layer = 0; layer < chosen.length; layer++) {
      store.writeRow(node, layer, chosen[layer], chosen[layer].length);
    }
    for (int neighbour : chosen[0]) {
      store.addInDegree(neighbour, 1);
    }
    for (int layer = 0; layer < chosen.length; layer++) {
      for (int neighbour : chosen[layer]) {
        addLink(neighbour, node, layer);
      }
    }
    beReachable(node, chosen[0]);
    if (layers > top) {
      graph.enterAt(node);
    }
    rescue();
  }

  private int[] chosen(long[] found) {
    int[] chosen = new int[options.links()];
    int count = neighbourhood.choose(found, found.length, chosen.length, chosen.length, chosen);
    return Arrays.copyOf(chosen, count);
  }

  /** Makes a node the twin of one with the same code, if that was found. */
  private boolean hang(int node, CodeView code, long[] found) {
    float same = store.score(code, node);
    for (long key : found) {
      int other = ScoredKey.number(key);
      if (ScoredKey.score(key) == same && store.sameCode(node, other)) {
        store.makeTwin(node);
        locks.lock(other);
        store.setTwin(node, store.twin(other));
        store.setTwin(other, node);
        locks.unlock(other);
        return true;
      }
    }
    return false;
  }

  /** Leads links of the ground layer to a node that lost its last. */
  void relink(int node) {
    CodeView code = store.view(node);
    search.startAt(code, graph.entry());
    for (int layer = store.layers(graph.entry()); layer > 0; layer--) {
      search.descend(code, layer);
    }
    int[] chosen = chosen(search.beam(code, node, 0, options.buildBreadth()));
    for (int neighbour : chosen) {
      addLink(neighbour, node, 0);
    }
    beReachable(node, chosen);
    rescue();
  }

  /**
   * Every link of some row was the last to its node and one had to go: looks for a spare one near
   * the node that lost it.
   */
  private void rescue() {
    while (stranded.size() > 0) {
      int node = stranded.removeLast();
      int[] neighbours = new int[store.layout().groundLinks()];
      int count = store.copyRow(node, 0, neighbours);
      spareLink(node, Arrays.copyOf(neighbours, count));
    }
  }

  /** Nobody kept a link to the node: takes one that can be spared, or else the nearest's last. */
  private void beReachable(int node, int[] neighbours) {
    if (!spareLink(node, neighbours) && neighbours.length > 0) {
      replaceLink(neighbours[0], node, true);
    }
  }

  /**
   * Unless there is a link to the node, makes one in place of a link that its neighbours, or
   * theirs, can spare. Returns whether there is one now.
   */
  private boolean spareLink(int node, int[] neighbours) {
    for (int i = 0; i < neighbours.length && store.inDegree(node) == 0; i++) {
      if (store.serves(neighbours[i])) {
        replaceLink(neighbours[i], node, false);
      }
    }
    int[] beyond = new int[store.inDegree(node) == 0 ? store.layout().groundLinks() : 0];
    for (int i = 0; i < neighbours.length && store.inDegree(node) == 0; i++) {
      int count = store.copyRow(neighbours[i], 0, beyond);
      for (int j = 0; j < count && store.inDegree(node) == 0; j++) {
        if (beyond[j] != node && store.serves(beyond[j])) {
          replaceLink(beyond[j], node, false);
        }
      }
    }
    return store.inDegree(node) > 0;
  }

  private void replaceLink(int from, int node, boolean atAnyCost) {
    locks.lock(from);
    try {
      int count = store.copyRow(from, 0, kept);
      int place = replaceable(count, node);
      if (count < store.layout().groundLinks()) {
        store.appendLink(from, 0, count, node);
        store.addInDegree(node, 1);
      } else if (atAnyCost || store.inDegree(kept[place]) > 1) {
        if (store.inDegree(kept[place]) <= 1) {
          stranded.add(kept[place]);
        }
        store.addInDegree(kept[place], -1);
        kept[place] = node;
        store.addInDegree(node, 1);
        store.writeRow(from, 0, kept, count);
      }
    } finally {
      locks.unlock(from);
    }
  }

  private void addLink(int from, int node, int layer) {
    locks.lock(from);
    try {
      int count = store.copyRow(from, layer, row);
      if (contains(row, count, node)) {
        return;
      }
      if (count < store.layout().most(layer)) {
        store.appendLink(from, layer, count, node);
        if (layer == 0) {
          store.addInDegree(node, 1);
        }
      } else {
        System.arraycopy(row, 0, pool, 0, count);
        pool[count] = node;
        rewrite(from, layer, count, count + 1, (int) (KEPT * count));
      }
    } finally {
      locks.unlock(from);
    }
  }

  /**
   * Gives a node links of its dying neighbours in place of those to them. Called by the one writer.
   */
  void repair(int node, int layer) {
    int count = store.copyRow(node, layer, row);
    int pooled = 0;
    for (int i = 0; i < count; i++) {
      if (store.ordinal(row[i]) != NodeStore.DYING) {
        pool[pooled++] = row[i];
      }
    }
    if (pooled == count) {
      return;
    }
    for (int i = 0; i < count; i++) {
      if (store.ordinal(row[i]) == NodeStore.DYING) {
        pooled = addNeighboursOf(row[i], node, layer, pooled);
      }
    }
    rewrite(node, layer, count, pooled, count);
    rescue();
  }

  private int addNeighboursOf(int dying, int node, int layer, int pooled) {
    int size = pooled;
    int links = store.copyRow(dying, layer, kept);
    for (int i = 0; i < links && size < pool.length; i++) {
      int next = kept[i];
      if (next != node && store.serves(next) && !contains(pool, size, next)) {
        pool[size++] = next;
      }
    }
    return size;
  }

  /**
   * Chooses a node's links anew among the first {@code pooled} of {@link #pool}; its present ones
   * are the first {@code present} of {@link #row}.
   */
  private void rewrite(int from, int layer, int present, int pooled, int filled) {
    store.scores(store.view(from), pool, pooled, scores);
    for (int i = 0; i < pooled; i++) {
      keys[i] = ~ScoredKey.of(scores[i], pool[i]);
    }
    Arrays.sort(keys, 0, pooled);
    for (int i = 0; i < pooled; i++) {
      keys[i] = ~keys[i];
    }
    int most = store.layout().most(layer);
    int count = neighbourhood.choose(keys, pooled, most, filled, kept);
    if (layer == 0) {
      count = keepLastLinks(present, count);
      for (int i = 0; i < present; i++) {
        store.addInDegree(row[i], contains(kept, count, row[i]) ? 0 : -1);
      }
      for (int i = 0; i < count; i++) {
        store.addInDegree(kept[i], contains(row, present, kept[i]) ? 0 : 1);
      }
    }
    store.writeRow(from, layer, kept, count);
  }

  /** Takes back into {@link #kept} what would be left without any link to it. */
  private int keepLastLinks(int present, int chosen) {
    int count = chosen;
    for (int i = 0; i < present; i++) {
      int node = row[i];
      if (store.inDegree(node) <= 1 && !contains(kept, count, node) && store.serves(node)) {
        if (count < store.layout().groundLinks()) {
          kept[count++] = node;
        } else {
          int place = replaceable(count, node);
          if (store.inDegree(kept[place]) <= 1) {
            stranded.add(kept[place]);
          }
          kept[place] = node;
        }
      }
    }
    return count;
  }

  /** The last place of {@link #kept} whose node has other links to it. */
  private int replaceable(int count, int node) {
    for (int place = count - 1; place > 0; place--) {
      if (store.inDegree(kept[place]) > 1 && kept[place] != node) {
        return place;
      }
    }
    return Math.max(0, count - 1);
  }

  long ramBytes() {
    return search.ramBytes() + 24L * pool.length;
  }

  private static boolean contains(int[] nodes, int count, int node) {
    for (int i = 0; i < count; i++) {
      if (nodes[i] == node) {
        return true;
      }
    }
    return false;
  }
}
