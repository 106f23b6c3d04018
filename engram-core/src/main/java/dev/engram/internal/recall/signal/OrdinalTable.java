package dev.engram.internal.recall.signal;

import java.util.Arrays;

/**
 * Numbers by ordinal, for as many ordinals as one recall touches: an open hash table that is
 * emptied by what it holds, not by its size, so that it can be lent again and again. For one thread
 * at a time.
 */
final class OrdinalTable {
  private static final int FREE = -1;

  private int[] keys = new int[0];
  private float[] seed = new float[0];
  private float[] received = new float[0];
  private int[] from = new int[0];
  private int[] round = new int[0];
  private int[] used = new int[0];
  private int size;

  OrdinalTable() {
    allocate(1 << 10);
  }

  private void allocate(int room) {
    keys = new int[room];
    Arrays.fill(keys, FREE);
    seed = new float[room];
    received = new float[room];
    from = new int[room];
    round = new int[room];
    used = new int[room / 2];
    size = 0;
  }

  void clear() {
    for (int i = 0; i < size; i++) {
      keys[used[i]] = FREE;
    }
    size = 0;
  }

  /** The place of an ordinal, made if there is none; places change when the table grows. */
  int place(int ordinal) {
    int at = find(ordinal);
    if (keys[at] == FREE) {
      if (size == used.length) {
        grow();
        at = find(ordinal);
      }
      keys[at] = ordinal;
      seed[at] = 0;
      received[at] = 0;
      from[at] = FREE;
      round[at] = 0;
      used[size++] = at;
    }
    return at;
  }

  private int find(int ordinal) {
    int mask = keys.length - 1;
    int at = ((ordinal * 0x9E3779B9) >>> 7) & mask;
    while (keys[at] != FREE && keys[at] != ordinal) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    int[] oldKeys = keys;
    float[] oldSeed = seed;
    float[] oldReceived = received;
    int[] oldFrom = from;
    int[] oldRound = round;
    int[] oldUsed = used;
    int held = size;
    allocate(keys.length * 2);
    for (int i = 0; i < held; i++) {
      int old = oldUsed[i];
      int at = find(oldKeys[old]);
      keys[at] = oldKeys[old];
      seed[at] = oldSeed[old];
      received[at] = oldReceived[old];
      from[at] = oldFrom[old];
      round[at] = oldRound[old];
      used[size++] = at;
    }
  }

  /** How many ordinals there are. */
  int size() {
    return size;
  }

  /** The place of the ordinal that came as the {@code i}th. */
  int used(int i) {
    return used[i];
  }

  int ordinal(int place) {
    return keys[place];
  }

  void seed(int place, float score) {
    seed[place] = score;
  }

  float received(int place) {
    return received[place];
  }

  /** Where the best that it received came from, or -1. */
  int from(int place) {
    return from[place];
  }

  /** The activation: what it began with or, if that is more, what it received. */
  float level(int place) {
    return Math.max(seed[place], received[place]);
  }

  /**
   * Takes the better of what was received before and now; of equals, that from the smaller ordinal.
   *
   * @return whether the ordinal is for the first time in this round more active than before
   */
  boolean receive(int place, float score, int source, int now) {
    boolean better = score > received[place] || (score == received[place] && source < from[place]);
    if (!better) {
      return false;
    }
    boolean rises = score > level(place);
    received[place] = score;
    from[place] = source;
    boolean first = rises && round[place] != now;
    if (first) {
      round[place] = now;
    }
    return first;
  }
}
