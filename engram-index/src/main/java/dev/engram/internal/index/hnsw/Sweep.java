package dev.engram.internal.index.hnsw;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Takes dead nodes out of the graph, some rows at a write (the consolidation of Singh et al.,
 * <i>FreshDiskANN</i>, 2021, made incremental). When enough are dead they become dying: from now on
 * nobody links to them. Then every row is visited once; one that leads to a dying node gets links
 * of that node's neighbours instead. After the last row nothing leads to them: they are retired,
 * and free when every search that may still stand on one has ended.
 *
 * <p>Not thread-safe: the writer's.
 */
final class Sweep {
  private static final int LEAST = 32;

  /** A sweep begins when one node in this many is dead. */
  private static final int SHARE = 8;

  /** Rows visited at a write: the sweep is over before the next is due. */
  private static final int ROWS = 3 * SHARE;

  private final Graph graph;
  private final NodeStore store;
  private final Linker linker;
  private final Deque<Batch> retired = new ArrayDeque<>();
  private IntList dying = new IntList();
  private IntList orphans = new IntList();
  private int dead;
  private int cursor;
  private int end;

  /** Nodes that are free when no search is older than the moment. */
  private record Batch(IntList nodes, long moment) {}

  Sweep(Graph graph, Linker linker) {
    this.graph = graph;
    this.store = graph.store();
    this.linker = linker;
  }

  /** Some more nodes are dead. */
  void buried(int nodes) {
    dead += nodes;
  }

  /** The share of the work that is due at a write. Returns nodes that are free now. */
  IntList work(int used) {
    if (cursor == end && dead >= Math.max(LEAST, graph.vectors() / SHARE)) {
      begin(used);
    }
    if (cursor < end) {
      visit(ROWS);
    }
    return freed();
  }

  /** All of the work. Returns nodes that are free now. */
  IntList finish(int used) {
    if (cursor < end) {
      visit(Integer.MAX_VALUE);
    }
    if (dead > 0) {
      begin(used);
      visit(Integer.MAX_VALUE);
    }
    return freed();
  }

  /** Nodes that wait until nobody can see them. */
  int waiting() {
    return retired.stream().mapToInt(batch -> batch.nodes().size()).sum();
  }

  private void begin(int used) {
    dead = 0;
    cursor = 0;
    end = used;
    for (int node = 0; node < used; node++) {
      if (store.ordinal(node) == NodeStore.DEAD) {
        if (store.isTwin(node) || !carriesLive(node)) {
          store.setOrdinal(node, NodeStore.DYING);
          dying.add(node);
        }
      }
    }
    if (store.ordinal(graph.entry()) == NodeStore.DYING) {
      graph.enterAt(highest(used));
    }
  }

  private boolean carriesLive(int node) {
    for (int twin = store.twin(node); twin != NodeStore.NONE; twin = store.twin(twin)) {
      if (store.ordinal(twin) >= 0 || store.ordinal(twin) == NodeStore.PENDING) {
        return true;
      }
    }
    return false;
  }

  private int highest(int used) {
    int highest = NodeStore.NONE;
    int layers = -1;
    for (int node = 0; node < used; node++) {
      if (store.layers(node) > layers && store.serves(node) && !store.isTwin(node)) {
        highest = node;
        layers = store.layers(node);
      }
    }
    return highest;
  }

  private void visit(int rows) {
    int stop = (int) Math.min(end, (long) cursor + rows);
    for (; cursor < stop; cursor++) {
      int ordinal = store.ordinal(cursor);
      if (ordinal == NodeStore.DYING) {
        leave(cursor);
      } else if (ordinal != NodeStore.FREE && ordinal != NodeStore.RETIRED) {
        repair(cursor);
      }
    }
    if (cursor == end) {
      retire();
    }
  }

  /** A dying node no longer counts as leading to its neighbours. */
  private void leave(int node) {
    int[] row = new int[store.layout().groundLinks()];
    int count = store.copyRow(node, 0, row);
    for (int i = 0; i < count; i++) {
      store.addInDegree(row[i], -1);
      orphans.add(row[i]);
    }
  }

  private void repair(int node) {
    if (store.isTwin(node)) {
      return;
    }
    for (int layer = store.layers(node); layer >= 0; layer--) {
      linker.repair(node, layer);
    }
    int before = node;
    for (int twin = store.twin(node); twin != NodeStore.NONE; twin = store.twin(twin)) {
      if (store.ordinal(twin) == NodeStore.DYING) {
        store.setTwin(before, store.twin(twin));
      } else {
        before = twin;
      }
    }
  }

  private void retire() {
    for (int i = 0; i < orphans.size(); i++) {
      int node = orphans.get(i);
      if (store.inDegree(node) <= 0 && store.serves(node)) {
        linker.relink(node);
      }
    }
    for (int i = 0; i < dying.size(); i++) {
      store.setOrdinal(dying.get(i), NodeStore.RETIRED);
    }
    if (dying.size() > 0) {
      retired.add(new Batch(dying, graph.seats().raise()));
    }
    dying = new IntList();
    orphans = new IntList();
  }

  private IntList freed() {
    var free = new IntList();
    while (!retired.isEmpty() && graph.seats().quietSince(retired.peek().moment())) {
      IntList nodes = retired.remove().nodes();
      for (int i = 0; i < nodes.size(); i++) {
        store.erase(nodes.get(i));
        free.add(nodes.get(i));
      }
    }
    return free;
  }
}
