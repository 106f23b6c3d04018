package dev.engram.internal.index.flat;

import dev.engram.internal.index.vector.VectorHits;
import java.util.Arrays;

/**
 * The best {@code k} of a stream of (ordinal, score), ties by smaller ordinal. A score and an
 * ordinal are packed into one {@code long} that sorts as the pair does, so the heap is an array of
 * primitives with one comparison a step.
 */
public final class TopK {
  private final long[] heap;
  private int size;

  /** Room for {@code k}, 0 or more. */
  public TopK(int k) {
    this.heap = new long[k];
  }

  /** Takes one in when it belongs to the best. Cost: logarithmic in {@code k} at most. */
  public void offer(int ordinal, float score) {
    long key = key(ordinal, score);
    if (size < heap.length) {
      siftUp(size++, key);
    } else if (key > heap[0]) {
      siftDown(key);
    }
  }

  /** What a score must exceed to enter: that of the last, or minus infinity while there is room. */
  public float floor() {
    return size < heap.length
        ? Float.NEGATIVE_INFINITY
        : heap.length == 0 ? Float.POSITIVE_INFINITY : score(heap[0]);
  }

  /** How many are held. */
  public int size() {
    return size;
  }

  /** The best, best first, as answered by {@code path}; empties this. */
  public VectorHits drain(String path) {
    Arrays.sort(heap, 0, size);
    int[] ordinals = new int[size];
    float[] scores = new float[size];
    for (int i = 0; i < size; i++) {
      long key = heap[size - 1 - i];
      ordinals[i] = ordinal(key);
      scores[i] = score(key);
    }
    size = 0;
    return new VectorHits(ordinals, scores, path);
  }

  private static long key(int ordinal, float score) {
    int bits = Float.floatToIntBits(score);
    int sortable = bits ^ ((bits >> 31) & Integer.MAX_VALUE);
    return ((long) sortable << 32) | (~ordinal & 0xFFFF_FFFFL);
  }

  private static int ordinal(long key) {
    return ~(int) key;
  }

  private static float score(long key) {
    int sortable = (int) (key >> 32);
    return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & Integer.MAX_VALUE));
  }

  private void siftUp(int from, long key) {
    int at = from;
    while (at > 0) {
      int parent = (at - 1) >>> 1;
      if (heap[parent] <= key) {
        break;
      }
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = key;
  }

  private void siftDown(long key) {
    int at = 0;
    while (true) {
      int child = 2 * at + 1;
      if (child >= size) {
        break;
      }
      if (child + 1 < size && heap[child + 1] < heap[child]) {
        child++;
      }
      if (heap[child] >= key) {
        break;
      }
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = key;
  }
}
