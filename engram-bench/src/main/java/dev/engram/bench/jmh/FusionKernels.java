package dev.engram.bench.jmh;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.fuse.ConvexFusion;
import dev.engram.internal.index.fuse.Fused;
import dev.engram.internal.index.fuse.RankedList;
import dev.engram.internal.index.fuse.ReciprocalRankFusion;
import dev.engram.internal.index.fuse.WeightedList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.roaringbitmap.RoaringBitmap;

/** Fusing two lists of 200, and what a filter over 100,000 ordinals costs. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FusionKernels {
  private static final int FOUND = 200;
  private static final int ORDINALS = 100_000;

  private final List<WeightedList> lists =
      List.of(list("lexical", 1).weighted(1.5), list("semantic", 2).weighted(2));
  private final OrdinalFilter tenth = Filters.everyTenth(ORDINALS);
  private final RoaringBitmap bitmap =
      RoaringBitmap.bitmapOf(IntStream.range(0, ORDINALS / 10).map(i -> i * 10).toArray());

  private static RankedList list(String name, long seed) {
    int[] ordinals = new SplittableRandom(seed).ints(0, 600).distinct().limit(FOUND).toArray();
    float[] scores = new float[FOUND];
    for (int i = 0; i < FOUND; i++) {
      scores[i] = 1f - i / 1000f;
    }
    return new RankedList(name, ordinals, scores);
  }

  /** Reciprocal ranks. */
  @Benchmark
  public List<Fused> reciprocalRanks() {
    return new ReciprocalRankFusion().fuse(lists);
  }

  /** Weighted sum. */
  @Benchmark
  public List<Fused> convexSum() {
    return new ConvexFusion().fuse(lists);
  }

  /** Freezes the tenth that an agent sees. */
  @Benchmark
  public OrdinalFilter freeze() {
    return OrdinalFilter.of(bitmap);
  }

  /** Asks a filter about every ordinal. */
  @Benchmark
  public int askEach() {
    int allowed = 0;
    for (int i = 0; i < ORDINALS; i++) {
      allowed += tenth.allows(i) ? 1 : 0;
    }
    return allowed;
  }

  /** Walks over the allowed ordinals. */
  @Benchmark
  public int walk() {
    int allowed = 0;
    for (int i = tenth.next(0); i >= 0; i = tenth.next(i + 1)) {
      allowed++;
    }
    return allowed;
  }
}
