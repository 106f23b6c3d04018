package dev.engram.internal.recall.signal;

import java.util.Arrays;

/**
 * What a signal says of memories, in no order.
 *
 * @param ordinals distinct, shape {@code [found]}
 * @param scores one per ordinal, shape {@code [found]}
 */
@SuppressWarnings("ArrayRecordComponent") // two parallel arrays are the point on this hot path
public record SignalScores(int[] ordinals, float[] scores) {
  /** Nothing was found. */
  public static final SignalScores NONE = new SignalScores(new int[0], new float[0]);

  /** These and others, which must be of other ordinals. */
  public SignalScores and(SignalScores others) {
    int[] all = Arrays.copyOf(ordinals, ordinals.length + others.ordinals.length);
    float[] both = Arrays.copyOf(scores, all.length);
    System.arraycopy(others.ordinals, 0, all, ordinals.length, others.ordinals.length);
    System.arraycopy(others.scores, 0, both, scores.length, others.scores.length);
    return new SignalScores(all, both);
  }

  /** The best {@code most} of these, best first, ties by smaller ordinal. */
  public SignalScores best(int most) {
    long[] keys = new long[ordinals.length];
    for (int i = 0; i < keys.length; i++) {
      // Descending scores sort ascending; the index breaks ties once ordinals are ascending.
      keys[i] = (long) ~sortable(scores[i]) << 32 | ordinals[i];
    }
    int kept = Math.min(most, keys.length);
    if (kept < keys.length) {
      selectSmallest(keys, kept);
      keys = Arrays.copyOf(keys, kept);
    }
    Arrays.sort(keys);
    int[] bestOrdinals = new int[kept];
    float[] bestScores = new float[kept];
    for (int i = 0; i < kept; i++) {
      bestOrdinals[i] = (int) keys[i];
      bestScores[i] = unsortable(~(int) (keys[i] >>> 32));
    }
    return new SignalScores(bestOrdinals, bestScores);
  }

  /** An int that orders as the float does. */
  private static int sortable(float score) {
    int bits = Float.floatToIntBits(score);
    return bits ^ ((bits >> 31) & Integer.MAX_VALUE);
  }

  private static float unsortable(int sortable) {
    return Float.intBitsToFloat(sortable ^ ((sortable >> 31) & Integer.MAX_VALUE));
  }

  /** Quickselect: brings the {@code count} smallest keys to the front, in no order. */
  private static void selectSmallest(long[] keys, int count) {
    int low = 0;
    int high = keys.length - 1;
    while (low < high) {
      long pivot = keys[(low + high) >>> 1];
      int i = low;
      int j = high;
      while (i <= j) {
        while (keys[i] < pivot) {
          i++;
        }
        while (keys[j] > pivot) {
          j--;
        }
        if (i <= j) {
          long swapped = keys[i];
          keys[i++] = keys[j];
          keys[j--] = swapped;
        }
      }
      if (count - 1 <= j) {
        high = j;
      } else if (count - 1 >= i) {
        low = i;
      } else {
        return;
      }
    }
  }
}
