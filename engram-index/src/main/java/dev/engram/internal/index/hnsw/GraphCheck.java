package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.CheckedFrame;
import dev.engram.internal.index.vector.VectorIndexException;
import java.util.BitSet;

/**
 * Makes sure that a graph which was read cannot lead anyone astray: every number in it names a node
 * that is fit for its place. On the way it fills what is not saved: directory, counts, in-degrees.
 * A checksum tells accidents; this tells files that were never right.
 */
final class GraphCheck {
  private final Graph graph;
  private final NodeStore store;
  private final int used;
  private final BitSet hung = new BitSet();
  private final BitSet chained = new BitSet();
  private final int[] row;

  private GraphCheck(Graph graph, int used) {
    this.graph = graph;
    this.store = graph.store();
    this.used = used;
    this.row = new int[store.layout().groundLinks()];
  }

  static void run(Graph graph, GraphManifest manifest) {
    var check = new GraphCheck(graph, manifest.used());
    check.links();
    check.twins();
    check.parts();
    check.entry(manifest);
    check.counts(manifest);
  }

  private void links() {
    for (int node = 0; node < used; node++) {
      if (store.ordinal(node) == NodeStore.FREE || store.isTwin(node)) {
        continue;
      }
      for (int layer = store.layers(node); layer >= 0; layer--) {
        int count = store.copyRow(node, layer, row);
        for (int i = 0; i < count; i++) {
          require(isLinked(row[i]) && store.layers(row[i]) >= layer && row[i] != node, "a link");
          store.addInDegree(row[i], layer == 0 ? 1 : 0);
        }
      }
    }
  }

  private boolean isLinked(int node) {
    return exists(node) && !store.isTwin(node);
  }

  private boolean exists(int node) {
    return node >= 0 && node < used && store.ordinal(node) != NodeStore.FREE;
  }

  /** Every twin hangs in the chain of one linked node with its code, and chains end. */
  private void twins() {
    for (int node = 0; node < used; node++) {
      if (!isLinked(node)) {
        continue;
      }
      boolean live = false;
      for (int twin = store.twin(node); twin != NodeStore.NONE; twin = store.twin(twin)) {
        require(
            exists(twin) && store.isTwin(twin) && !hung.get(twin) && store.sameCode(node, twin),
            "a twin");
        hung.set(twin);
        live |= store.ordinal(twin) >= 0;
      }
      if (store.ordinal(node) == NodeStore.DEAD && !live) {
        store.setTwin(node, NodeStore.NONE); // it may have been dying, and serves nobody
      }
    }
    for (int node = 0; node < used; node++) {
      boolean loose = exists(node) && store.isTwin(node) && !hung.get(node);
      require(!loose || store.ordinal(node) < 0, "a twin");
    }
  }

  /** Every answering node is in the chain of one ordinal, and chains end. */
  private void parts() {
    for (int node = 0; node < used; node++) {
      int next = store.part(node);
      if (store.ordinal(node) >= 0 && next != NodeStore.NONE) {
        require(
            exists(next) && store.ordinal(next) == store.ordinal(node) && !chained.get(next),
            "a part");
        chained.set(next);
      }
    }
    int ordinals = 0;
    int vectors = 0;
    for (int node = 0; node < used; node++) {
      int ordinal = store.ordinal(node);
      if (ordinal >= 0 && !chained.get(node)) {
        require(graph.directory().first(ordinal) == NodeStore.NONE, "an ordinal");
        graph.directory().set(ordinal, node);
        ordinals++;
        for (int part = node; part != NodeStore.NONE; part = store.part(part)) {
          vectors++;
        }
      }
    }
    graph.hold(ordinals, vectors);
  }

  private void entry(GraphManifest manifest) {
    int entry = manifest.entry();
    require(entry == NodeStore.NONE ? graph.ordinals() == 0 : isLinked(entry), "an entry");
    graph.enterAt(entry);
  }

  private void counts(GraphManifest manifest) {
    int answering = 0;
    for (int node = 0; node < used; node++) {
      answering += store.ordinal(node) >= 0 ? 1 : 0;
    }
    require(
        graph.ordinals() == manifest.ordinals()
            && graph.vectors() == manifest.vectors()
            && answering == manifest.vectors(),
        "a count");
  }

  private static void require(boolean sound, String what) {
    if (!sound) {
      throw damaged(what);
    }
  }

  private static VectorIndexException damaged(String what) {
    return CheckedFrame.damaged("graph", "holds " + what + " that cannot be");
  }
}
