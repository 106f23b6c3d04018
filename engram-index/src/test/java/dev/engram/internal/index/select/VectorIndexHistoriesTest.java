package dev.engram.internal.index.select;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.hnsw.HnswOptions;
import dev.engram.internal.index.hnsw.HnswVectorIndex;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.lean.LeanOptions;
import dev.engram.internal.index.lean.LeanVectorIndex;
import dev.engram.internal.index.lean.Refine;
import dev.engram.internal.index.vector.VectorIndex;
import dev.engram.internal.index.vector.VectorIndexHistory;
import dev.engram.internal.index.vector.VectorIndexHistory.Kind;
import dev.engram.internal.index.vector.VectorIndexHistory.Promise;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random lives of every index. {@code -Dengram.histories=1000} lives a thousand of each, {@code
 * -Dengram.seed} sets the first seed.
 */
class VectorIndexHistoriesTest {
  private static final Promise FLOATS = new Promise(1e-5, 1);
  private static final Promise EIGHT_BITS = new Promise(0.03, 0.99);

  private static final HnswOptions GRAPH = new HnswOptions(8, 40, 64, 3, 16);

  private static LongStream seeds() {
    long first = Long.getLong("engram.seed", 20_261_121);
    return LongStream.range(first, first + Integer.getInteger("engram.histories", 24));
  }

  private record Flat(Encoding encoding) implements Kind {
    @Override
    public VectorIndex create(VectorSpace space, Executor background) {
      return FlatVectorIndex.create(space, new FlatOptions(encoding, 16));
    }

    @Override
    public VectorIndex load(VectorSpace space, Executor background, IndexImage image) {
      return FlatVectorIndex.load(space, image);
    }
  }

  private record Lean(int cellsFrom) implements Kind {
    @Override
    public VectorIndex create(VectorSpace space, Executor background) {
      return LeanVectorIndex.create(space, new LeanOptions(Refine.BYTES, 64, cellsFrom));
    }

    @Override
    public VectorIndex load(VectorSpace space, Executor background, IndexImage image) {
      return LeanVectorIndex.load(space, image);
    }

    @Override
    public void upkeep(VectorIndex index, VectorSource source, Random random) {
      Refine[] kinds = Refine.values();
      int spread = 1 + random.nextInt(20);
      int turn = random.nextInt(kinds.length);
      var lean = (LeanVectorIndex) index;
      lean.keepCopies(
          ordinal -> kinds[(ordinal / spread + turn) % kinds.length], source, 1 + spread * 10);
    }
  }

  private record Hnsw() implements Kind {
    @Override
    public VectorIndex create(VectorSpace space, Executor background) {
      return HnswVectorIndex.create(space, GRAPH);
    }

    @Override
    public VectorIndex load(VectorSpace space, Executor background, IndexImage image) {
      return HnswVectorIndex.load(space, GRAPH, image);
    }
  }

  /** Every shape is passed within a history. */
  private record Adaptive() implements Kind {
    private static final AdaptiveOptions SMALL =
        new AdaptiveOptions(40, 90, 10_000_000, 8_000, true, GRAPH);

    @Override
    public VectorIndex create(VectorSpace space, Executor background) {
      return AdaptiveVectorIndex.create(space, SMALL, background);
    }

    @Override
    public VectorIndex load(VectorSpace space, Executor background, IndexImage image) {
      return AdaptiveVectorIndex.load(space, SMALL, background, image);
    }

    @Override
    public void upkeep(VectorIndex index, VectorSource source, Random random) {
      var adaptive = (AdaptiveVectorIndex) index;
      int hot = random.nextInt(100);
      int warm = hot + random.nextInt(100);
      Pressure[] levels = Pressure.values();
      adaptive.pressure(levels[random.nextInt(levels.length)]);
      adaptive.temperatures(new Temperatures(OrdinalFilter.below(hot), OrdinalFilter.below(warm)));
      adaptive.upkeep(source);
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void floats(long seed) {
    VectorIndexHistory.live(new Flat(Encoding.FLOAT32), FLOATS, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void eightBits(long seed) {
    VectorIndexHistory.live(new Flat(Encoding.INT8), EIGHT_BITS, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void oneBit(long seed) {
    VectorIndexHistory.live(new Lean(Integer.MAX_VALUE), EIGHT_BITS, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void cells(long seed) {
    VectorIndexHistory.live(new Lean(1), EIGHT_BITS, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void graph(long seed) {
    VectorIndexHistory.live(new Hnsw(), EIGHT_BITS, seed);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void adaptive(long seed) {
    VectorIndexHistory.live(new Adaptive(), EIGHT_BITS, seed);
  }
}
