package dev.engram.internal.projection;

import dev.engram.config.VectorOptions;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.hnsw.HnswOptions;
import dev.engram.internal.index.hnsw.HnswVectorIndex;
import dev.engram.internal.index.hnswlib.HnswlibOptions;
import dev.engram.internal.index.hnswlib.HnswlibVectorIndex;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.lean.LeanOptions;
import dev.engram.internal.index.lean.LeanVectorIndex;
import dev.engram.internal.index.lean.Refine;
import dev.engram.internal.index.select.AdaptiveOptions;
import dev.engram.internal.index.select.AdaptiveVectorIndex;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.concurrent.Executor;

/**
 * Makes vector indexes of the form that the options ask for. Thread-safe.
 *
 * @param options the form and what memory there is
 * @param background where graphs are built
 */
record VectorIndexes(VectorOptions options, Executor background) {
  /** Vectors take the larger part of what all indexes may take together. */
  private static final double SHARE = 0.6;

  /** An empty one. */
  VectorIndex create(VectorSpace space) {
    return switch (options.form()) {
      case ADAPTIVE -> AdaptiveVectorIndex.create(space, adaptive(), background);
      case FLAT -> FlatVectorIndex.create(space, FlatOptions.of(Encoding.FLOAT32));
      case LEAN -> LeanVectorIndex.create(space, LeanOptions.of(Refine.BITS));
      case HNSW -> HnswVectorIndex.create(space, HnswOptions.DEFAULT);
      case HNSWLIB -> HnswlibVectorIndex.create(space, HnswlibOptions.defaults(), background);
    };
  }

  /** One that was saved in the same form. */
  VectorIndex load(VectorSpace space, IndexImage image) {
    return switch (options.form()) {
      case ADAPTIVE -> AdaptiveVectorIndex.load(space, adaptive(), background, image);
      case FLAT -> FlatVectorIndex.load(space, image);
      case LEAN -> LeanVectorIndex.load(space, image);
      case HNSW -> HnswVectorIndex.load(space, HnswOptions.DEFAULT, image);
      case HNSWLIB -> HnswlibVectorIndex.load(space, HnswlibOptions.defaults(), background, image);
    };
  }

  private AdaptiveOptions adaptive() {
    return AdaptiveOptions.defaults()
        .within((long) (SHARE * options.memoryBudget()))
        .cooling(options.cooling() == VectorOptions.Cooling.ALWAYS);
  }
}
