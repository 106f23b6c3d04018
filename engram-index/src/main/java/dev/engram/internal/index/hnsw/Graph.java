package dev.engram.internal.index.hnsw;

/**
 * What searches and the writer share. An index that loses its last vector starts a new one and
 * leaves the old to searches under way.
 */
final class Graph {
  private final NodeStore store;
  private final OrdinalDirectory directory = new OrdinalDirectory();
  private final Seats seats = new Seats();
  private volatile int entry = NodeStore.NONE;
  private volatile int ordinals;
  private volatile int vectors;

  Graph(Layout layout, Centre centre) {
    this.store = new NodeStore(layout, centre);
  }

  NodeStore store() {
    return store;
  }

  OrdinalDirectory directory() {
    return directory;
  }

  Seats seats() {
    return seats;
  }

  /** The node where walks begin, one of the highest layer. */
  int entry() {
    return entry;
  }

  void enterAt(int node) {
    entry = node;
  }

  int ordinals() {
    return ordinals;
  }

  int vectors() {
    return vectors;
  }

  /** Called by the writer after it published a change. */
  void hold(int ordinalCount, int vectorCount) {
    ordinals = ordinalCount;
    vectors = vectorCount;
  }

  long ramBytes() {
    return store.ramBytes() + directory.ramBytes() + seats.ramBytes() + 128;
  }
}
