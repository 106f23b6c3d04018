package dev.engram.internal.index.hnsw;

import java.util.Arrays;

/** What one walk through the graph needs; lent by {@link Seats}, so not shared. */
final class Scratch {
  private static final int ROOM = 256;

  private final int seat;
  private long[] visited = new long[0];

  /** Nodes to expand, nearest on top: inverted keys. */
  final LongHeap candidates = new LongHeap(ROOM);

  /** The best found, worst on top. */
  final LongHeap results = new LongHeap(ROOM);

  /** One row of links as it was copied. */
  final int[] row = new int[ROOM];

  /** Nodes to score next, and their scores. */
  final int[] nodes = new int[ROOM];

  final float[] scores = new float[ROOM];

  Scratch(int seat) {
    this.seat = seat;
  }

  int seat() {
    return seat;
  }

  /** Forgets what was seen. Cost: a bit for each node. */
  void begin(int nodeCount) {
    int words = (nodeCount + 63) >>> 6;
    if (visited.length < words) {
      visited = new long[words + (words >> 3)];
    } else {
      Arrays.fill(visited, 0);
    }
    candidates.clear();
    results.clear();
  }

  /** Marks a node. Returns whether it was not marked before. */
  boolean visit(int node) {
    int word = node >>> 6;
    if (word >= visited.length) {
      visited = Arrays.copyOf(visited, word + 64);
    }
    long bit = 1L << node;
    long before = visited[word];
    visited[word] = before | bit;
    return (before & bit) == 0;
  }

  /** Takes a mark back. */
  void unvisit(int node) {
    visited[node >>> 6] &= ~(1L << node);
  }

  long ramBytes() {
    return 8L * visited.length + candidates.ramBytes() + results.ramBytes() + 12L * ROOM;
  }
}
