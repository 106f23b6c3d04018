package dev.engram.internal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

/** Looks at every node of a graph at rest. */
public final class GraphAudit {
  private GraphAudit() {}

  /** How many nodes are dead and still there. */
  public static int dead(HnswVectorIndex index) {
    NodeStore store = index.graph().store();
    int dead = 0;
    for (int node = 0; node < store.capacity(); node++) {
      dead += store.ordinal(node) == NodeStore.DEAD ? 1 : 0;
    }
    return dead;
  }

  /** No link leads to a free, retired or foreign node; in-degrees are right; none is orphaned. */
  static void isSound(HnswVectorIndex index) {
    NodeStore store = index.graph().store();
    int[] row = new int[256];
    int[] inDegrees = new int[store.capacity()];
    int linked = 0;
    for (int node = 0; node < store.capacity(); node++) {
      if (isGone(store, node) || store.isTwin(node)) {
        continue;
      }
      linked++;
      for (int layer = store.layers(node); layer >= 0; layer--) {
        int count = store.copyRow(node, layer, row);
        for (int i = 0; i < count; i++) {
          assertThat(isGone(store, row[i])).as("a link to a free node").isFalse();
          assertThat(store.isTwin(row[i])).as("a link to a twin").isFalse();
          assertThat(row[i]).as("a link to itself").isNotEqualTo(node);
          assertThat(store.layers(row[i])).isGreaterThanOrEqualTo(layer);
          inDegrees[row[i]] += layer == 0 ? 1 : 0;
        }
        for (int i = 0; i < count; i++) {
          for (int j = 0; j < i; j++) {
            assertThat(row[i]).as("a link twice").isNotEqualTo(row[j]);
          }
        }
      }
    }
    for (int node = 0; node < store.capacity(); node++) {
      if (!isGone(store, node) && !store.isTwin(node)) {
        assertThat(store.inDegree(node)).as("in-degree").isEqualTo(inDegrees[node]);
        if (store.serves(node) && linked > 1) {
          assertThat(inDegrees[node] > 0 || node == index.graph().entry())
              .as("node %s can be reached", node)
              .isTrue();
        }
      }
    }
  }

  private static boolean isGone(NodeStore store, int node) {
    int ordinal = store.ordinal(node);
    return ordinal == NodeStore.FREE || ordinal == NodeStore.RETIRED;
  }
}
