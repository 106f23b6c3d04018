package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;

/**
 * How nodes lie in their chunks.
 *
 * @param dimension bytes of a code
 * @param metric how codes are compared
 * @param links most links of a node in an upper layer
 * @param groundLinks most links of a node in the ground layer
 * @param chunkNodes nodes in a chunk, a power of two
 */
record Layout(int dimension, Metric metric, int links, int groundLinks, int chunkNodes) {
  static Layout of(VectorSpace space, HnswOptions options) {
    return new Layout(
        space.dimension(),
        space.metric(),
        options.links(),
        2 * options.links(),
        options.chunkNodes());
  }

  /** Entries of a row of the ground layer. */
  int groundStride() {
    return groundLinks + 1;
  }

  /** Entries of a row of an upper layer. */
  int upperStride() {
    return links + 1;
  }

  /** Most links of a node in {@code layer}. */
  int most(int layer) {
    return layer == 0 ? groundLinks : links;
  }
}
