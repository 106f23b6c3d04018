package dev.engram.bench.vectors;

import java.util.HashMap;
import java.util.Map;

/**
 * How fast one core reads memory in order, found by doing it: what a scan can never beat. Depends
 * on how much is read again and again, since caches are faster than memory. For one thread.
 */
final class Bandwidth {
  private static final int LEAST = 1 << 12;
  private static final int MOST = 1 << 25;
  private static final long MOST_BYTES = 8L * MOST;
  private static final long TIME = 150_000_000;
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
    double best = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long began = System.nanoTime();
      long read = 0;
      long took;
      do {
        sink += sum(memory);
        read += 8L * words;
        took = System.nanoTime() - began;
      } while (took < TIME);
      best = Math.max(best, read * 1e9 / took);
    }
    return best;
  }

  /** A loop that the compiler turns into wide loads. */
  private static long sum(long[] memory) {
    long sum = 0;
    for (long word : memory) {
      sum += word;
    }
    return sum;
  }

  /** Keeps the sums from being left out. */
  boolean odd() {
    return (sink & 1) != 0;
  }
}
