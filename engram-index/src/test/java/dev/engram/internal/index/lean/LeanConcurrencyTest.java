package dev.engram.internal.index.lean;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeanConcurrencyTest {
  private static final int ORDINALS = 60;
  private static final int WRITES = 12_000;

  /** The vector of an ordinal is its version times its axis, so a score says which put was seen. */
  private static float[][] version(int ordinal, int version) {
    float[] vector = new float[ORDINALS];
    vector[ordinal] = version;
    float[][] parts = new float[1 + version % 3][];
    Arrays.fill(parts, vector);
    return parts;
  }

  private static float[] axis(int ordinal) {
    float[] vector = new float[ORDINALS];
    vector[ordinal] = 1;
    return vector;
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  @Timeout(120)
  void searchesSeeEveryPutThatReturnedAndNeverHalfAReplacement(Refine refine) throws Exception {
    var index =
        LeanVectorIndex.create(
            new VectorSpace("test", ORDINALS, Metric.DOT), new LeanOptions(refine, 64));
    var returned = new AtomicIntegerArray(ORDINALS);
    for (int ordinal = 0; ordinal < ORDINALS; ordinal++) {
      index.put(ordinal, version(ordinal, 1));
      returned.set(ordinal, 1);
    }
    var done = new AtomicBoolean();
    try (var readers = Executors.newFixedThreadPool(3)) {
      var results =
          IntStream.range(0, 3)
              .mapToObj(seed -> readers.submit(() -> read(index, returned, done, seed)))
              .toList();
      var random = new Random(1);
      for (int write = 2; write < WRITES; write++) {
        int ordinal = random.nextInt(ORDINALS);
        index.put(ordinal, version(ordinal, write));
        returned.set(ordinal, write);
        index.put(ORDINALS + random.nextInt(500), version(0, 0)); // comes and goes
        index.remove(ORDINALS + random.nextInt(500));
        if (write % 100 == 0) {
          Refine[] kinds = Refine.values();
          int turn = random.nextInt(kinds.length);
          index.keepCopies(of -> kinds[(of / 100 + turn) % kinds.length], VectorSource.NONE, 5_000);
          index.refresh(VectorSource.NONE, 100);
        }
      }
      done.set(true);
      for (Future<Integer> result : results) {
        assertThat(result.get()).isPositive();
      }
    }
  }

  private static int read(
      LeanVectorIndex index, AtomicIntegerArray returned, AtomicBoolean done, int seed) {
    var random = new Random(seed);
    int[] seen = new int[ORDINALS];
    var broad = OrdinalFilter.below(ORDINALS);
    int reads = 0;
    do {
      int ordinal = random.nextInt(ORDINALS);
      int least = Math.max(seen[ordinal], returned.get(ordinal));
      var filter = random.nextBoolean() ? OrdinalFilter.of(ordinal) : broad;
      var query = VectorQuery.of(axis(ordinal), ORDINALS, filter);
      VectorHits hits =
          switch (random.nextInt(4)) {
            case 0 -> index.scan(query);
            case 1 -> index.walk(query);
            case 2 -> index.exact(query);
            default -> index.search(query);
          };
      assertThat(hits.size()).isEqualTo(filter.cardinality());
      assertThat(hits.ordinals()).contains(ordinal);
      if (index.options().refine() == Refine.BYTES && index.copies() == index.vectorCount()) {
        int version = Math.round(hits.scores()[0]);
        assertThat(version).isGreaterThanOrEqualTo(least - 1 - least / 200);
        seen[ordinal] = Math.max(seen[ordinal], version - 1 - version / 200);
      }
      reads++;
    } while (!done.get());
    return reads;
  }
}
