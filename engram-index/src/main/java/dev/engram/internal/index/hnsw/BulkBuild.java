package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.Int8View;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;

/** stub */
final class BulkBuild {
  BulkBuild(Graph graph, HnswOptions options) {}
  int run(Int8View view, Executor executor, int threads) { return 0; }
}
