package dev.engram.internal.index.hnswlib;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;

/**
 * hnswlib-core can hang for ever when its users are more than the processors. Five seconds in the
 * normal build; {@code -Dengram.soak=true} makes it a minute.
 */
class HnswlibStressTest {
  private static final long SECONDS = Boolean.getBoolean("engram.soak") ? 60 : 5;
  private static final int DIMENSION = 16;
  private static final int ORDINALS = 1500;

  @Test
  void moreReadersAndWritersThanProcessorsDoNotHang() throws Exception {
    int processors = Runtime.getRuntime().availableProcessors();
    var seeds = RandomVectors.clustered(1, 20, DIMENSION);
    var threads = Executors.newVirtualThreadPerTaskExecutor();
    var platform = Executors.newCachedThreadPool();
    var linking = Executors.newFixedThreadPool(2);
    var index =
        HnswlibVectorIndex.create(
            new VectorSpace("test", DIMENSION, Metric.COSINE),
            new HnswlibOptions(8, 40, 40, 400),
            linking);
    for (int ordinal = 0; ordinal < ORDINALS; ordinal++) {
      index.put(ordinal, seeds.parts(1));
    }
    awaitGraph(index, seeds);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    var oneWriter = new ReentrantLock();
    List<Future<Integer>> readers = new ArrayList<>();
    List<Future<Integer>> writers = new ArrayList<>();
    for (int i = 0; i < 4 * processors; i++) {
      long seed = i;
      readers.add((i % 2 == 0 ? threads : platform).submit(() -> read(index, seed, deadline)));
    }
    for (int i = 0; i < 2 * processors; i++) {
      long seed = 1000L + i;
      writers.add(platform.submit(() -> write(index, oneWriter, seed, deadline)));
    }
    int walks = sum(readers);
    int writes = sum(writers);
    threads.shutdown();
    platform.shutdown();
    linking.shutdown();
    assertThat(linking.awaitTermination(30, TimeUnit.SECONDS)).as("linking ended").isTrue();
    System.out.println(walks + " searches by graph beside " + writes + " writes");
    assertThat(walks + writes).isPositive();
    assertThat(index.count()).isEqualTo(ORDINALS);
  }

  /** Searches until the graph answers, so that there is one to walk whatever else runs here. */
  private static void awaitGraph(HnswlibVectorIndex index, RandomVectors vectors) {
    var all = OrdinalFilter.below(ORDINALS);
    while (!index.search(vectors.next(), 10, all).path().equals("hnsw")) {
      Thread.onSpinWait();
    }
  }

  private static int sum(List<Future<Integer>> results) throws Exception {
    int sum = 0;
    for (Future<Integer> result : results) {
      sum += result.get(SECONDS + 30, TimeUnit.SECONDS);
    }
    return sum;
  }

  /** Returns how many searches the graph answered. */
  private static int read(HnswlibVectorIndex index, long seed, long deadline) {
    var vectors = RandomVectors.clustered(seed, 20, DIMENSION);
    var all = OrdinalFilter.below(ORDINALS);
    int walks = 0;
    while (System.nanoTime() < deadline) {
      VectorHits hits = index.search(vectors.next(), 10, all);
      assertThat(hits.size()).isEqualTo(10);
      walks += hits.path().equals("hnsw") ? 1 : 0;
    }
    return walks;
  }

  private static int write(
      HnswlibVectorIndex index, ReentrantLock oneWriter, long seed, long deadline) {
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
      index.search(vectors.next(), 10, OrdinalFilter.below(ORDINALS)); // or writers starve readers
    }
    return writes;
  }
}
