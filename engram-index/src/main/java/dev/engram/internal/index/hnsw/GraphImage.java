package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.image.ImageNames;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.List;

final class GraphImage {
  record Loaded(Graph graph, HnswOptions options, int used, long generation) {}
  static Loaded load(VectorSpace s, HnswOptions o, IndexImage i) { throw new IllegalStateException(); }
  static boolean isIn(IndexImage i) { return false; }
  static IndexImage save(VectorSpace s, HnswOptions o, GraphWriter w, ImageNames n) { return new IndexImage(List.of()); }
}
