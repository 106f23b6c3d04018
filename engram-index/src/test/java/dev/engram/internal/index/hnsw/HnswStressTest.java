package dev.engram.internal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/**
 * hnswlib-core hangs for ever when its users are more than the processors. Five seconds in the
 * normal build; {@code -Dengram.soak=true} makes it a minute.
 */
class HnswStressTest {
  private static final long SECONDS = Boolean.getBoolean("engram.soak") ? 60 : 5;
  private static final int DIMENSION = 16;
  private static final int ORDINALS = 1500;

  @Test
  void moreReadersAndWritersThanProcessorsDoNotHang() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    var seeds = RandomVectors.clustered(1, 20, DIMENSION);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var platform = Executors.newCachedThreadPool();
    var linking = Executors.newFixedThreadPool(2);
    var index =
        HnswVectorIndex.create(
            new VectorSpace("test", DIMENSION, Metric.COSINE),
            new HnswOptions(8, 40, 40, 400),
            linking);
    for (int ordinal = 0; ordinal < ORDINALS; ordinal++) {
      index.put(ordinal, seeds.parts(1));
    }
    var oneWriter = new ReentrantLock();
    List<Future<Integer>> work = new ArrayList<>();
    for (int i = 0; i < 4 * processors; i++) {
      long seed = i;
      work.add((i % 2 == 0 ? threads : platform).submit(() -> read(index, seed, deadline)));
    }
    for (int i = 0; i < 2 * processors; i++) {
      long seed = 1000L + i;
      work.add(platform.submit(() -> write(index, oneWriter, seed, deadline)));
    }
    int operations = 0;
    for (Future<Integer> result : work) {
      operations += result.get(SECONDS + 30, TimeUnit.SECONDS);
    }
    threads.shutdown();
    platform.shutdown();
    linking.shutdown();
    assertThat(linking.awaitTermination(30, TimeUnit.SECONDS)).as("linking ended").isTrue();
    assertThat(operations).isGreaterThan(100);
    assertThat(index.count()).isEqualTo(ORDINALS);
  }

  private static int read(HnswVectorIndex index, long seed, long deadline) {
    var vectors = RandomVectors.clustered(seed, 20, DIMENSION);
    var all = OrdinalFilter.below(ORDINALS);
    int reads = 0;
    while (System.nanoTime() < deadline) {
      assertThat(index.search(vectors.next(), 10, all).size()).isEqualTo(10);
      reads++;
    }
    return reads;
  }

  private static int write(
      HnswVectorIndex index, ReentrantLock oneWriter, long seed, long deadline) {
    var vectors = RandomVectors.clustered(seed, 20, DIMENSION);
    int writes = 0;
    while (System.nanoTime() < deadline) {
      oneWriter.lock();
      try {
        index.put((int) ((seed * 31 + writes) % ORDINALS), vectors.parts(1));
      } finally {
        oneWriter.unlock();
      }
      writes++;
      while (index.unlinked() > 200 && System.nanoTime() < deadline) {
        Thread.onSpinWait(); // so that linking is what the writers wait for, not scanning
      }
    }
    return writes;
  }
}
