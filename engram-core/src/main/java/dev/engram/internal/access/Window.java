package dev.engram.internal.access;

import java.util.Arrays;

/**
 * What came in the last minute, exactly. Not thread-safe. As many entries as its limit at most,
 * twelve bytes each; what comes in one millisecond is one entry.
 */
final class Window {
  static final long MINUTE = 60_000;

  private static final int FIRST = 8;

  private long[] at = new long[FIRST];
  private int[] count = new int[FIRST];
  private int head;
  private int size;
  private int sum;

  /** After how many milliseconds so many more may come; 0 if now. */
  long wait(long now, int more, int most) {
    forget(now);
    if (sum + more <= most) {
      return 0;
    }
    if (more > most) {
      return MINUTE;
    }
    int freed = 0;
    int i = head;
    while (sum - freed + more > most) {
      freed += count[i];
      i = (i + 1) % at.length;
    }
    int last = (i + at.length - 1) % at.length;
    return at[last] + MINUTE - now;
  }

  /** Notes that so many came. */
  void add(long now, int more) {
    int last = (head + size + at.length - 1) % at.length;
    if (size > 0 && at[last] == now) {
      count[last] += more;
    } else {
      if (size == at.length) {
        grow();
      }
      int next = (head + size) % at.length;
      at[next] = now;
      count[next] = more;
      size++;
    }
    sum += more;
  }

  private void grow() {
    long[] times = new long[2 * at.length];
    int[] counts = new int[2 * at.length];
    for (int i = 0; i < size; i++) {
      times[i] = at[(head + i) % at.length];
      counts[i] = count[(head + i) % at.length];
    }
    at = times;
    count = counts;
    head = 0;
  }

  /** A clock that was set back begins a new minute. */
  private void forget(long now) {
    if (size > 0 && at[(head + size - 1) % at.length] > now) {
      size = 0;
      sum = 0;
      Arrays.fill(count, 0);
    }
    while (size > 0 && now - at[head] >= MINUTE) {
      sum -= count[head];
      head = (head + 1) % at.length;
      size--;
    }
  }
}
