package dev.engram.internal.index.select;

import dev.engram.internal.index.kernel.Kernels;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * What single steps cost on this machine, in nanoseconds.
 *
 * @param compare one 8-bit vector that lies somewhere in memory
 * @param glance one 1-bit code that lies next to the one before
 */
record Rates(double compare, double glance) {
  /** What a machine of today needs, at dimension 384. */
  static final Rates TYPICAL = new Rates(60, 4);

  /** Beyond this factor from {@link #TYPICAL} it was the compiler that was measured. */
  private static final double PLAUSIBLE = 5;

  private static final int TYPICAL_DIMENSION = 384;
  private static final int ROWS = 4_096;
  private static final int GROUP = 8;
  private static final int PLANES = 4;

  Rates {
    if (!(compare > 0) || !(glance > 0)) {
      throw new IllegalArgumentException(
          "rates must be above zero, got " + compare + ", " + glance);
    }
  }

  /**
   * Measures for about this long: half of it each step, on codes larger than the near caches, after
   * a first round that is thrown away.
   *
   * @param nanoTime the clock, {@link System#nanoTime} in earnest
   */
  static Rates measure(int dimension, Duration time, LongSupplier nanoTime) {
    Kernels kernels = Kernels.active();
    byte[] bytes = new byte[ROWS * dimension];
    byte[] query = new byte[dimension];
    int words = (dimension + Long.SIZE - 1) / Long.SIZE;
    long[] bits = new long[ROWS * words];
    long[] planes = new long[PLANES * words];
    int[] out = new int[GROUP];
    long half = Math.max(1, time.toNanos() / 2);
    double compare =
        perRow(
            half,
            nanoTime,
            () -> {
              int sum = 0;
              int row = 0;
              for (int i = 0; i < ROWS; i++) {
                row = (row + 1_531) & (ROWS - 1); // far apart, each once
                sum += kernels.dot(query, 0, bytes, row * dimension, dimension);
              }
              return sum;
            });
    double looked =
        perRow(
            half,
            nanoTime,
            () -> {
              int sum = 0;
              for (int from = 0; from < bits.length; from += GROUP * words) {
                kernels.bitDots(planes, words, bits, from, out);
                sum += out[0];
              }
              return sum;
            });
    double size = dimension / (double) TYPICAL_DIMENSION;
    return new Rates(
        plausible(compare, TYPICAL.compare * size), plausible(looked, TYPICAL.glance * size));
  }

  private static double plausible(double measured, double typical) {
    return Math.clamp(measured, typical / PLAUSIBLE, typical * PLAUSIBLE);
  }

  @FunctionalInterface
  private interface Round {
    int run();
  }

  private static double perRow(long nanos, LongSupplier nanoTime, Round round) {
    int sink = round.run();
    double best = Double.MAX_VALUE;
    long begin = nanoTime.getAsLong();
    long now = begin;
    do {
      sink += round.run();
      long then = nanoTime.getAsLong();
      best = Math.min(best, (double) (then - now));
      now = then;
    } while (now - begin < nanos);
    if (sink == Integer.MIN_VALUE) { // never, but the compiler must not know
      throw new IllegalStateException();
    }
    return best / ROWS;
  }
}
