package dev.engram.bench.figure;

import java.util.Arrays;

/** How long something took, many times. For one thread. */
public final class Latencies {
  private long[] nanos = new long[1024];
  private int count;

  /** Adds one, in nanoseconds. */
  public void add(long took) {
    if (count == nanos.length) {
      nanos = Arrays.copyOf(nanos, 2 * count);
    }
    nanos[count++] = took;
  }

  /** Adds all of another. */
  public void addAll(Latencies other) {
    for (int i = 0; i < other.count; i++) {
      add(other.nanos[i]);
    }
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The nearest-rank percentile in milliseconds; not a number when there are none. */
  public double millis(double share) {
    if (count == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, count);
    Arrays.sort(sorted);
    return sorted[Math.max(0, (int) Math.ceil(share * count) - 1)] / 1e6;
  }

  /** How many per second of the time they took together. */
  public double perSecond() {
    return count * 1e9 / Arrays.stream(nanos, 0, count).sum();
  }
}
