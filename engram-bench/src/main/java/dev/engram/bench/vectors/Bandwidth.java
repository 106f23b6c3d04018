package dev.engram.bench.vectors;

import dev.engram.internal.index.kernel.Kernels;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * How fast one core reads memory in order, found by doing it in three ways, the best counts: what a
 * scan can never beat. Depends on how much is read again and again, since caches are faster than
 * memory. For one thread.
 */
final class Bandwidth {
  private static final int LEAST = 1 << 12;
  private static final int MOST = 1 << 25;
  private static final long MOST_BYTES = 8L * MOST;
  private static final int ROW = 512;
  private static final long TIME = 50_000_000;
  private static final int ROUNDS = 3;

  private final Map<Integer, Double> measured = new HashMap<>();
  private long sink;

  /** Bytes a second over a stretch of about so many bytes. */
  double of(double bytes) {
    int wanted = (int) (Math.min(bytes, MOST_BYTES) / 8);
    int words = Integer.highestOneBit(Math.max(LEAST, wanted));
    return measured.computeIfAbsent(words, this::measure);
  }

  /** Milliseconds that reading so many bytes takes at least. */
  double millis(double bytes) {
    return 1e3 * bytes / of(bytes);
  }

  private double measure(int words) {
    long[] memory = new long[words];
    for (int i = 0; i < words; i++) {
      memory[i] = i;
    }
    long[] same = Arrays.copyOf(memory, words / 2);
    long[] other = Arrays.copyOf(memory, words / 2);
    float[] rows = new float[2 * words];
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      best = Math.max(best, rate(8.0 * words, () -> sum(memory)));
      best = Math.max(best, rate(8.0 * words, () -> Arrays.mismatch(same, other)));
      best = Math.max(best, rate(8.0 * words, () -> dots(rows)));
    }
    return best;
  }

  private double rate(double bytes, LongSupplier pass) {
    long began = System.nanoTime();
    double read = 0;
    long took;
    do {
      sink += pass.getAsLong();
      read += bytes;
      took = System.nanoTime() - began;
    } while (took < TIME);
    return read * 1e9 / took;
  }

  /** A loop that the compiler turns into wide loads. */
  private static long sum(long[] memory) {
    long sum = 0;
    for (long word : memory) {
      sum += word;
    }
    return sum;
  }

  private static long dots(float[] rows) {
    float[] row = new float[ROW];
    Kernels kernels = Kernels.active();
    float sum = 0;
    for (int from = 0; from < rows.length; from += ROW) {
      sum += kernels.dot(row, 0, rows, from, ROW);
    }
    return (long) sum;
  }

  /** Keeps the sums from being left out. */
  boolean odd() {
    return (sink & 1) != 0;
  }
}
