package dev.engram.bench.jmh;

import dev.engram.bench.synthetic.SyntheticCorpus;
import dev.engram.bench.synthetic.SyntheticVectors;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Exact scans of 10,000 vectors of 384 dimensions: dot products over floats and over 8-bit codes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class VectorKernels {
  private static final int VECTORS = 10_000;
  private static final int DIMENSION = 384;

  /** How vectors are kept. */
  @Param({"FLOAT32", "INT8"})
  public Encoding encoding = Encoding.FLOAT32;

  private final SyntheticCorpus corpus = new SyntheticCorpus(1, VECTORS);
  private final SyntheticVectors vectors = new SyntheticVectors(DIMENSION);
  private final float[] query = vectors.of(corpus.question(1));
  private final OrdinalFilter all = OrdinalFilter.below(VECTORS);
  private final OrdinalFilter tenth = Filters.everyTenth(VECTORS);
  private final VectorSpace space = new VectorSpace("synthetic-384", DIMENSION, Metric.COSINE);
  private FlatVectorIndex index = FlatVectorIndex.create(space, FlatOptions.of(encoding));

  /** Fills the index. */
  @Setup
  public void fill() {
    index = FlatVectorIndex.create(space, FlatOptions.of(encoding));
    for (int i = 0; i < VECTORS; i++) {
      index.put(i, new float[][] {vectors.of(corpus.item(i).text())});
    }
  }

  /** All vectors. */
  @Benchmark
  public VectorHits scanAll() {
    return index.search(query, 200, all);
  }

  /** The tenth that a filter allows. */
  @Benchmark
  public VectorHits scanTenth() {
    return index.search(query, 200, tenth);
  }
}
