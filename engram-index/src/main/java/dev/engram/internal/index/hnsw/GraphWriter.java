package dev.engram.internal.index.hnsw;

import java.util.random.RandomGenerator;

/**
 * Changes one graph. The new nodes of a put are linked first, as nodes that do not answer yet; then
 * the directory names them, which is the moment of the change; then they answer and the old ones
 * die.
 *
 * <p>Not thread-safe: the one writer's.
 */
final class GraphWriter {
  private final Graph graph;
  private final NodeStore store;
  private final LayerDraw layers;
  private final Linker linker;
  private final Sweep sweep;
  private final IntList free = new IntList();
  private int used;

  GraphWriter(Graph graph, HnswOptions options, RandomGenerator random) {
    this.graph = graph;
    this.store = graph.store();
    this.layers = new LayerDraw(random, options.links());
    this.linker = new Linker(graph, options, new LinkLocks());
    this.sweep = new Sweep(graph, linker);
  }

  Graph graph() {
    return graph;
  }

  /** Nodes below this number were used at some time. */
  int used() {
    return used;
  }

  /** Takes over a graph that was built or read elsewhere. */
  void resume(int usedNodes) {
    used = usedNodes;
    int dead = 0;
    for (int node = used - 1; node >= 0; node--) {
      int ordinal = store.ordinal(node);
      if (ordinal == NodeStore.FREE) {
        free.add(node);
      } else if (ordinal == NodeStore.DEAD) {
        dead++;
      }
    }
    sweep.buried(dead);
  }

  void put(int ordinal, NodeCode[] codes) {
    int[] nodes = new int[codes.length];
    int placed = 0;
    try {
      for (; placed < codes.length; placed++) {
        nodes[placed] = place(codes[placed]);
      }
      for (int part = 0; part < nodes.length - 1; part++) {
        store.setPart(nodes[part], nodes[part + 1]);
      }
      for (int node : nodes) {
        linker.link(node);
      }
    } catch (RuntimeException | Error e) {
      for (int part = 0; part < placed; part++) {
        store.setOrdinal(nodes[part], NodeStore.DEAD);
      }
      sweep.buried(placed);
      throw e;
    }
    int old = graph.directory().first(ordinal);
    graph.directory().set(ordinal, nodes[0]);
    for (int node : nodes) {
      store.setOrdinal(node, ordinal);
    }
    int buried = bury(old);
    graph.hold(
        graph.ordinals() + (old == NodeStore.NONE ? 1 : 0),
        graph.vectors() + codes.length - buried);
    free.addAll(sweep.work(used));
  }

  void remove(int ordinal) {
    int old = graph.directory().first(ordinal);
    if (old == NodeStore.NONE) {
      return;
    }
    graph.directory().set(ordinal, NodeStore.NONE);
    int buried = bury(old);
    graph.hold(graph.ordinals() - 1, graph.vectors() - buried);
    if (graph.ordinals() > 0) { // else the whole graph is left behind
      free.addAll(sweep.work(used));
    }
  }

  /** Does all repairs that are due or begun. */
  void repairAll() {
    if (graph.ordinals() > 0) {
      free.addAll(sweep.finish(used));
    }
  }

  private int bury(int first) {
    int nodes = 0;
    for (int node = first; node != NodeStore.NONE; node = store.part(node)) {
      store.setOrdinal(node, NodeStore.DEAD);
      nodes++;
    }
    sweep.buried(nodes);
    return nodes;
  }

  private int place(NodeCode code) {
    int node = free.size() > 0 ? free.removeLast() : appended();
    store.fill(node, code, layers.next());
    return node;
  }

  private int appended() {
    if (used == store.capacity()) {
      store.grow();
    }
    return used++;
  }

  long ramBytes() {
    return graph.ramBytes() + linker.ramBytes() + free.ramBytes();
  }
}
