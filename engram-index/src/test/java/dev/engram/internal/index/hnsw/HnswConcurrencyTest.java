package dev.engram.internal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HnswConcurrencyTest {
  private static final int AXES = 60;
  private static final HnswOptions SMALL = new HnswOptions(6, 40, 40, 1, 16);

  /** The vector of an ordinal is its version times its axis, so a score says which put was seen. */
  private static float[][] version(int ordinal, int version) {
    float[] vector = new float[AXES];
    vector[ordinal] = version;
    float[][] parts = new float[1 + version % 3][];
    Arrays.fill(parts, vector);
    return parts;
  }

  private static float[] axis(int ordinal) {
    float[] vector = new float[AXES];
    vector[ordinal] = 1;
    return vector;
  }

  @Test
  @Timeout(60)
  void searchesSeeEveryPutThatReturnedAndNeverHalfAReplacement() throws Exception {
    var index = HnswVectorIndex.create(new VectorSpace("test", AXES, Metric.DOT), SMALL);
    var returned = new AtomicIntegerArray(AXES);
    for (int ordinal = 0; ordinal < AXES; ordinal++) {
      index.put(ordinal, version(ordinal, 1));
      returned.set(ordinal, 1);
    }
    var done = new AtomicBoolean();
    try (var readers = Executors.newFixedThreadPool(3)) {
      var results =
          IntStream.range(0, 3)
              .mapToObj(seed -> readers.submit(() -> read(index, returned, done, seed)))
              .toList();
      try {
        var random = new Random(1);
        for (int write = 2; write < 8000; write++) {
          int ordinal = random.nextInt(AXES);
          index.put(ordinal, version(ordinal, write));
          returned.set(ordinal, write);
          index.put(AXES + random.nextInt(500), version(0, 0)); // comes and goes
          index.remove(AXES + random.nextInt(500));
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isPositive();
      }
    }
    index.repair();
    GraphAudit.isSound(index);
  }

  private static int read(
      HnswVectorIndex index, AtomicIntegerArray returned, AtomicBoolean done, int seed) {
    var random = new Random(seed);
    int[] seen = new int[AXES];
    var broad = OrdinalFilter.below(AXES);
    int reads = 0;
    do {
      int ordinal = random.nextInt(AXES);
      int least = Math.max(seen[ordinal], returned.get(ordinal));
      var filter = random.nextBoolean() ? OrdinalFilter.of(ordinal) : broad;
      VectorHits hits = index.search(axis(ordinal), AXES, filter);
      assertThat(hits.size()).isEqualTo(filter.cardinality());
      assertThat(hits.ordinals()[0]).isEqualTo(ordinal);
      int version = Math.round(hits.scores()[0]);
      assertThat(version).isGreaterThanOrEqualTo(least);
      seen[ordinal] = version;
      reads++;
    } while (!done.get());
    return reads;
  }

  /**
   * Two thousand ordinals stay, two thousand come and go under the walks of more readers than
   * processors. Ordinals that were removed before a search began never answer, answers are never
   * short, every score is that of a vector the ordinal has had, and what was put is found.
   */
  @Test
  @Timeout(120)
  void walksGoOnWhileNodesComeAndGo() throws Exception {
    long seed = Long.getLong("engram.seed", 4711);
    var vectors = RandomVectors.clustered(seed, 30, 32);
    int stays = 2000;
    var index = HnswVectorIndex.create(new VectorSpace("test", 32, Metric.EUCLIDEAN), SMALL);
    float[][] pool = vectors.parts(2 * stays);
    for (int ordinal = 0; ordinal < stays; ordinal++) {
      index.put(ordinal, new float[][] {pool[ordinal]});
    }
    // counts up, modulo 4: 0 absent, 1 on the way in, 2 held, 3 on the way out
    var state = new AtomicIntegerArray(2 * stays);
    var done = new AtomicBoolean();
    try (var readers = Executors.newFixedThreadPool(4)) {
      var results =
          IntStream.range(0, 4)
              .mapToObj(i -> readers.submit(() -> walk(index, pool, state, done, i)))
              .toList();
      int missed = 0;
      try {
        var random = new Random(seed);
        for (int write = 0; write < 12_000; write++) {
          int ordinal = stays + random.nextInt(stays);
          if (state.getAndIncrement(ordinal) % 4 == 2) {
            index.remove(ordinal);
            state.incrementAndGet(ordinal);
          } else {
            index.put(ordinal, new float[][] {pool[ordinal]});
            state.incrementAndGet(ordinal);
            VectorQuery query = VectorQuery.of(pool[ordinal], 1, OrdinalFilter.below(2 * stays));
            missed += index.walk(query, 40).ordinals()[0] == ordinal ? 0 : 1;
          }
        }
      } finally {
        done.set(true);
      }
      for (Future<Integer> result : results) {
        assertThat(result.get()).isPositive();
      }
      assertThat(missed).isLessThan(15);
    }
    index.repair();
    GraphAudit.isSound(index);
  }

  private static int walk(
      HnswVectorIndex index,
      float[][] pool,
      AtomicIntegerArray state,
      AtomicBoolean done,
      int reader) {
    var random = new Random(reader);
    int reads = 0;
    int[] before = new int[pool.length];
    do {
      OrdinalFilter filter = RandomVectors.filter(random, pool.length, reader % 2 == 0 ? 1 : 0.6);
      float[] query = pool[random.nextInt(pool.length)];
      for (int i = 0; i < before.length; i++) {
        before[i] = state.get(i);
      }
      VectorHits hits = index.search(query, 10, filter);
      assertThat(hits.size()).isEqualTo(10);
      for (int i = 0; i < hits.size(); i++) {
        int ordinal = hits.ordinals()[i];
        assertThat(filter.allows(ordinal)).isTrue();
        boolean away = ordinal >= pool.length / 2 && before[ordinal] % 4 == 0;
        assertThat(away && state.get(ordinal) == before[ordinal]).as("gone before").isFalse();
        assertThat(hits.scores()[i]).isCloseTo(-squaredDistance(query, pool[ordinal]), within(3f));
      }
      reads++;
    } while (!done.get());
    return reads;
  }

  private static float squaredDistance(float[] left, float[] right) {
    float sum = 0;
    for (int i = 0; i < left.length; i++) {
      sum += (left[i] - right[i]) * (left[i] - right[i]);
    }
    return sum;
  }
}
