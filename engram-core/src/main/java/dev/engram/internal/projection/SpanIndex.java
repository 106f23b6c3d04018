package dev.engram.internal.projection;

import java.util.Arrays;

/**
 * Stretches of time in order, so that those which touch a range are found without a scan.
 *
 * <p>The idea. Sorted by their start alone, stretches that touch a range may begin any time before
 * it, if one of them is long. So they are sorted by size first, in classes of a factor of four,
 * then by start: in each class only starts within the class's longest before the range can touch
 * it. One bisection a class finds them, and at most a few are looked at in vain. Conversations are
 * moments, all of one class.
 *
 * <p>New stretches lie in a short unordered tail, which every search reads, until it is merged. A
 * search works on one {@link Runs}, which the writer never changes but beyond its end.
 *
 * <p>Times are seconds since 1970. Not thread-safe for writing.
 */
final class SpanIndex {
  private static final int SHORTEST_TAIL = 1_024;
  private static final int START_BITS = 40;
  private static final int CLASSES = 22;

  /** Makes starts positive: before the earliest that a memory may have. */
  private static final long ORIGIN = -400_000_000_000L;

  private volatile Runs runs = Runs.EMPTY;

  /** Told of each stretch; answers whether to go on. */
  @FunctionalInterface
  interface Visitor {
    boolean visit(int ordinal, long from, long to);
  }

  /** Which stretches are to be kept when the tail is merged. */
  @FunctionalInterface
  interface Alive {
    boolean test(int ordinal, long from, long to);
  }

  /** Stretches, the first {@code sorted} of them in order. */
  static final class Runs {
    private static final Runs EMPTY = new Runs(new long[0], new long[0], new int[0], 0, 0);

    private final long[] keys;
    private final long[] ends;
    private final int[] ordinals;
    private final int sorted;
    private final int count;

    private Runs(long[] keys, long[] ends, int[] ordinals, int sorted, int count) {
      this.keys = keys;
      this.ends = ends;
      this.ordinals = ordinals;
      this.sorted = sorted;
      this.count = count;
    }

    /** Visits every stretch that has a second in common with a range or borders on it. */
    void touching(long from, long to, Visitor visitor) {
      long low = Math.max(from, ORIGIN);
      for (int size = 0; size < CLASSES; size++) {
        long longest = size == 0 ? 0 : 1L << Math.min(START_BITS - 1, 2 * size);
        int at = firstAtLeast(key(size, Math.max(low - longest, ORIGIN)));
        long last = key(size, Math.min(to, -ORIGIN));
        for (; at < sorted && keys[at] <= last; at++) {
          if (ends[at] >= from && !visitor.visit(ordinals[at], start(at), ends[at])) {
            return;
          }
        }
      }
      for (int at = sorted; at < count; at++) {
        boolean touches = start(at) <= to && ends[at] >= from;
        if (touches && !visitor.visit(ordinals[at], start(at), ends[at])) {
          return;
        }
      }
    }

    private int firstAtLeast(long key) {
      int at = Arrays.binarySearch(keys, 0, sorted, key);
      if (at < 0) {
        return -at - 1;
      }
      while (at > 0 && keys[at - 1] == key) {
        at--;
      }
      return at;
    }

    private long start(int at) {
      return (keys[at] & ((1L << START_BITS) - 1)) + ORIGIN;
    }

    private boolean full() {
      return count == keys.length;
    }
  }

  private static long key(int size, long start) {
    return (long) size << START_BITS | (start - ORIGIN);
  }

  /** 0 for a moment; else one more than the logarithm of the length to the base of four. */
  private static int size(long length) {
    return length <= 0 ? 0 : 1 + (63 - Long.numberOfLeadingZeros(length)) / 2;
  }

  /** What a search reads. */
  Runs runs() {
    return runs;
  }

  /** Adds a stretch; when the tail is full it is merged, and what is no longer alive is dropped. */
  void add(int ordinal, long from, long to, Alive alive) {
    if (runs.full()) {
      compact(alive);
    }
    Runs now = runs;
    now.keys[now.count] = key(size(to - from), from);
    now.ends[now.count] = to;
    now.ordinals[now.count] = ordinal;
    runs = new Runs(now.keys, now.ends, now.ordinals, now.sorted, now.count + 1);
  }

  /** Merges the tail and drops what is no longer alive. Cost: linear, and sorting the tail. */
  void compact(Alive alive) {
    Runs now = runs;
    Integer[] tail = new Integer[now.count - now.sorted];
    Arrays.setAll(tail, i -> now.sorted + i);
    Arrays.sort(tail, (a, b) -> Long.compare(now.keys[a], now.keys[b]));
    int room = now.count + Math.max(SHORTEST_TAIL, now.count / 64);
    long[] keys = new long[room];
    long[] ends = new long[room];
    int[] ordinals = new int[room];
    int count = 0;
    int left = 0;
    int right = 0;
    while (left < now.sorted || right < tail.length) {
      boolean old =
          right == tail.length || (left < now.sorted && now.keys[left] <= now.keys[tail[right]]);
      int at = old ? left++ : tail[right++];
      if (alive.test(now.ordinals[at], now.start(at), now.ends[at])) {
        keys[count] = now.keys[at];
        ends[count] = now.ends[at];
        ordinals[count++] = now.ordinals[at];
      }
    }
    runs = new Runs(keys, ends, ordinals, count, count);
  }

  void clear() {
    runs = Runs.EMPTY;
  }

  int size() {
    return runs.count;
  }

  long ramBytes() {
    return 20L * runs.keys.length;
  }
}
