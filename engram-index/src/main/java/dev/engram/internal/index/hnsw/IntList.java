package dev.engram.internal.index.hnsw;

import java.util.Arrays;

/** A growing list of ints. Not thread-safe. */
final class IntList {
  private int[] values = new int[8];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  int removeLast() {
    return values[--size];
  }

  void addAll(IntList other) {
    for (int i = 0; i < other.size; i++) {
      add(other.values[i]);
    }
  }

  long ramBytes() {
    return 4L * values.length + 40;
  }
}
