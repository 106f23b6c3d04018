package dev.engram.internal.index.lean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SavedFiles;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeanCellsTest {
  private static final int DIMENSION = 48;
  private static final int COUNT = 6_000;
  private static final int CLUSTERS = 40;
  private static final long SEED = Long.getLong("engram.seed", 20_261_121);

  private static LeanVectorIndex empty(Metric metric, Refine refine) {
    return LeanVectorIndex.create(
        new VectorSpace("test", DIMENSION, metric), new LeanOptions(refine, 128, 500));
  }

  private static LeanVectorIndex filled(Metric metric, RandomVectors vectors) {
    LeanVectorIndex index = empty(metric, Refine.BYTES);
    for (int ordinal = 0; ordinal < COUNT; ordinal++) {
      index.put(ordinal, vectors.parts(1));
    }
    return index;
  }

  /** How much of what a scan finds, which is not all at so few dimensions, cells find. */
  private static double recall(LeanVectorIndex index, float[] question, int k, OrdinalFilter of) {
    VectorQuery query = VectorQuery.of(question, k, of);
    VectorHits found = index.cells(query);
    VectorHits exact = index.scan(query);
    assertThat(found.size()).isEqualTo(exact.size());
    int[] wanted = exact.ordinals().clone();
    Arrays.sort(wanted);
    long met =
        Arrays.stream(found.ordinals()).filter(o -> Arrays.binarySearch(wanted, o) >= 0).count();
    return (double) met / wanted.length;
  }

  @ParameterizedTest
  @EnumSource(names = {"COSINE", "EUCLIDEAN"})
  void cellsFindWhatAScanFindsAndLookAtLess(Metric metric) {
    var vectors = RandomVectors.clustered(SEED, CLUSTERS, DIMENSION);
    LeanVectorIndex index = filled(metric, vectors);
    var random = new Random(SEED);
    assertThat(index.snapshot().cells()).isGreaterThan(COUNT / 128 / 2);
    assertThat(index.share(10, COUNT)).isLessThan(0.5);
    for (double share : new double[] {1, 0.5, 0.1}) {
      OrdinalFilter filter = RandomVectors.filter(random, COUNT, share);
      for (int k : new int[] {10, 100}) {
        double sum = 0;
        for (int i = 0; i < 50; i++) {
          sum += recall(index, vectors.next(), k, filter);
        }
        assertThat(sum / 50).as("%s of %s allowed", k, share).isGreaterThan(0.97);
      }
    }
    var query = VectorQuery.of(vectors.next(), 10, OrdinalFilter.below(COUNT));
    assertThat(index.cells(query).path()).isEqualTo(LeanSearch.CELLS);
  }

  @Test
  void whatIsAllowedFarFromTheQueryIsFound() {
    var vectors = RandomVectors.clustered(SEED, CLUSTERS, DIMENSION);
    LeanVectorIndex index = filled(Metric.COSINE, vectors);
    double sum = 0;
    for (int i = 0; i < 50; i++) {
      float[] question = vectors.next();
      float[] opposite = question.clone();
      for (int at = 0; at < opposite.length; at++) {
        opposite[at] = -opposite[at];
      }
      VectorQuery far = VectorQuery.of(opposite, 600, OrdinalFilter.below(COUNT));
      OrdinalFilter farthest = OrdinalFilter.of(index.exact(far).ordinals());
      sum += recall(index, question, 10, farthest);
    }
    assertThat(sum / 50).isGreaterThan(0.97);
  }

  @Test
  void vectorsWithoutStructureAreScanned() {
    var vectors = RandomVectors.clustered(SEED, COUNT, DIMENSION);
    LeanVectorIndex index = filled(Metric.COSINE, vectors);
    double sum = 0;
    for (int i = 0; i < 50; i++) {
      sum += recall(index, vectors.next(), 10, OrdinalFilter.below(COUNT));
    }
    assertThat(sum / 50).isGreaterThan(0.95);
  }

  @Test
  void cellsThatEmptyAreGivenUpAndEqualVectorsShareOne() {
    var vectors = RandomVectors.clustered(SEED, CLUSTERS, DIMENSION);
    LeanVectorIndex index = filled(Metric.COSINE, vectors);
    int before = index.snapshot().cells();
    for (int ordinal = 0; ordinal < COUNT; ordinal++) {
      if (ordinal % 20 != 0) {
        index.remove(ordinal);
      }
    }
    index.refresh(VectorSource.NONE, Integer.MAX_VALUE);
    assertThat(index.snapshot().cells()).isLessThan(before / 2);
    assertThat(index.count()).isEqualTo(COUNT / 20);
    float[][] same = vectors.parts(1);
    for (int ordinal = 0; ordinal < COUNT; ordinal++) {
      index.put(ordinal, same);
    }
    VectorHits hits = index.cells(VectorQuery.of(same[0], 500, OrdinalFilter.below(COUNT)));
    assertThat(hits.size()).isEqualTo(500);
    assertThat(hits.scores()[499]).isGreaterThan(0.99f);
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void partsOfOneOrdinalInDifferentCellsAreFound(Refine refine) {
    var vectors = RandomVectors.clustered(SEED, CLUSTERS, DIMENSION);
    LeanVectorIndex index = empty(Metric.COSINE, refine);
    float[][][] all = new float[1_000][][];
    VectorSource source =
        ordinals -> Arrays.stream(ordinals).mapToObj(o -> Optional.of(all[o])).toList();
    for (int ordinal = 0; ordinal < all.length; ordinal++) {
      all[ordinal] = vectors.parts(1 + ordinal % 3);
      index.put(ordinal, all[ordinal]);
    }
    for (int ordinal = 2; ordinal < all.length; ordinal += 3) {
      for (float[] part : all[ordinal]) {
        var query = VectorQuery.of(part, 5, OrdinalFilter.below(all.length)).from(source);
        assertThat(index.cells(query).ordinals()[0]).isEqualTo(ordinal);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void savedCellsAnswerTheSame(Refine refine) {
    var vectors = RandomVectors.clustered(SEED, CLUSTERS, DIMENSION);
    LeanVectorIndex index = empty(Metric.EUCLIDEAN, refine);
    for (int ordinal = 0; ordinal < 1_500; ordinal++) {
      index.put(ordinal, vectors.parts(1 + ordinal % 2));
    }
    index.keepCopies(
        ordinal -> ordinal % 4 > 0 ? Refine.BYTES : Refine.NONE,
        VectorSource.NONE,
        Integer.MAX_VALUE);
    var loaded = LeanVectorIndex.load(index.space(), SavedFiles.of(index.image()).image());
    assertThat(loaded.snapshot().cells()).isEqualTo(index.snapshot().cells()).isPositive();
    assertThat(loaded.fingerprint()).isEqualTo(index.fingerprint());
    for (int i = 0; i < 20; i++) {
      var query = VectorQuery.of(vectors.next(), 20, OrdinalFilter.below(1_400));
      assertThat(loaded.cells(query).ordinals()).isEqualTo(index.cells(query).ordinals());
    }
  }

  @Test
  @Timeout(120)
  void searchesGoOnWhileCellsAreSplitAndGivenUp() throws Exception {
    var vectors = RandomVectors.clustered(SEED, CLUSTERS, DIMENSION);
    LeanVectorIndex index = empty(Metric.COSINE, Refine.BYTES);
    int lasting = 300;
    float[][][] kept = new float[lasting][][];
    for (int ordinal = 0; ordinal < lasting; ordinal++) {
      kept[ordinal] = vectors.parts(1);
      index.put(ordinal, kept[ordinal]);
    }
    var done = new AtomicBoolean();
    try (var readers = Executors.newFixedThreadPool(2)) {
      var results =
          IntStream.range(0, 2)
              .mapToObj(seed -> readers.submit(() -> read(index, kept, done, seed)))
              .toList();
      var random = new Random(SEED);
      for (int write = 0; write < 20_000; write++) {
        int ordinal = lasting + random.nextInt(write < 10_000 ? 4_000 : 500);
        if (write < 10_000 || random.nextBoolean()) {
          index.put(ordinal, vectors.parts(1));
        } else {
          index.remove(lasting + random.nextInt(4_000));
        }
      }
      done.set(true);
      for (Future<Integer> result : results) {
        assertThat(result.get()).isPositive();
      }
    }
  }

  private static int read(LeanVectorIndex index, float[][][] kept, AtomicBoolean done, int seed) {
    var random = new Random(seed);
    var all = OrdinalFilter.below(4_300);
    int reads = 0;
    int found = 0;
    do {
      int ordinal = random.nextInt(kept.length);
      var query = VectorQuery.of(kept[ordinal][0], 10, all);
      assertThat(index.scan(query).ordinals()[0]).isEqualTo(ordinal);
      VectorHits hits = index.cells(query);
      assertThat(hits.size()).isEqualTo(10);
      found += hits.ordinals()[0] == ordinal ? 1 : 0;
      reads++;
    } while (!done.get());
    assertThat((double) found / reads).isGreaterThan(0.97);
    return reads;
  }
}
