package dev.engram.internal.index.hnsw;

import java.util.Arrays;

/** A heap of longs with the smallest on top; grows. Not thread-safe. */
final class LongHeap {
  private long[] keys;
  private int size;

  LongHeap(int capacity) {
    this.keys = new long[capacity];
  }

  int size() {
    return size;
  }

  long top() {
    return keys[0];
  }

  void clear() {
    size = 0;
  }

  void push(long key) {
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, 2 * size + 1);
    }
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (keys[parent] <= key) {
        break;
      }
      keys[at] = keys[parent];
      at = parent;
    }
    keys[at] = key;
  }

  long pop() {
    long least = keys[0];
    long last = keys[--size];
    if (size > 0) {
      siftDown(last);
    }
    return least;
  }

  /** Keeps the {@code most} largest keys. Returns whether {@code key} is among them. */
  boolean offer(long key, int most) {
    if (size < most) {
      push(key);
      return true;
    }
    if (key <= keys[0]) {
      return false;
    }
    siftDown(key);
    return true;
  }

  /** All keys, largest first, in an array of its own; empties this. */
  long[] drain() {
    long[] sorted = Arrays.copyOf(keys, size);
    Arrays.sort(sorted);
    for (int i = 0, j = size - 1; i < j; i++, j--) {
      long swapped = sorted[i];
      sorted[i] = sorted[j];
      sorted[j] = swapped;
    }
    size = 0;
    return sorted;
  }

  private void siftDown(long key) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && keys[child + 1] < keys[child]) {
        child++;
      }
      if (keys[child] >= key) {
        break;
      }
      keys[at] = keys[child];
      at = child;
    }
    keys[at] = key;
  }

  long ramBytes() {
    return 8L * keys.length + 40;
  }
}
