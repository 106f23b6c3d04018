package dev.engram.internal.capture.duplicate;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Finds memories whose {@link Signature} shares a band with a given one.
 *
 * <p>For each band there is a fixed table of heads; memories whose band falls into the same bucket
 * form a singly linked chain, newest first. A memory costs 32 bytes: four bands, by which strangers
 * in a bucket are told apart, and four links. Links lie in chunks, so that growing copies nothing.
 * Removing only strikes a memory out; chains are built anew once more are struck out than held.
 *
 * <p>Thread-safe: any number of readers beside one writer. Cost of a look-up: the chains' length, a
 * few steps at 100,000 memories; at most 256 where thousands say the same.
 *
 * <p>Image: for each memory, in order of ordinals, {@code int ordinal, int[4] bands}, big-endian.
 */
public final class DuplicateTable {
  private static final int HEADS = 1 << 15;
  private static final int CHUNK = 1 << 10;
  private static final int FIELDS = 2 * Signature.BANDS;
  private static final int MOST_STEPS = 256;
  private static final int ENTRY_BYTES = 4 + 4 * Signature.BANDS;

  /** Chunk, then ordinal within it, then four bands and four links; a link is an ordinal + 1. */
  private int[][] chunks = new int[0][];

  private final int[] heads = new int[Signature.BANDS * HEADS];
  private final BitSet held = new BitSet();
  private final BitSet chained = new BitSet();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();

  /** Puts a memory, in place of what was known of it. */
  public void put(int ordinal, Signature signature) {
    lock.writeLock().lock();
    try {
      if (chained.get(ordinal)) {
        if (signatureOf(ordinal).equals(signature)) {
          held.set(ordinal);
          return;
        }
        unlink(ordinal);
      }
      reach(ordinal);
      for (int band = 0; band < Signature.BANDS; band++) {
        set(ordinal, band, signature.band(band));
      }
      link(ordinal);
      held.set(ordinal);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** Forgets a memory; one that is not held is ignored. */
  public void remove(int ordinal) {
    lock.writeLock().lock();
    try {
      held.clear(ordinal);
      if (chained.cardinality() > 2 * held.cardinality() + CHUNK) {
        chain();
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /**
   * The memories that share a band with a signature, most shared bands first, then newest.
   *
   * @param most how many at most, above zero
   */
  public int[] candidates(Signature signature, int most) {
    lock.readLock().lock();
    try {
      int[] found = new int[Signature.BANDS * MOST_STEPS];
      int count = 0;
      for (int band = 0; band < Signature.BANDS; band++) {
        int wanted = signature.band(band);
        int link = heads[head(band, wanted)];
        for (int step = 0; link != 0 && step < MOST_STEPS; step++) {
          int ordinal = link - 1;
          if (get(ordinal, band) == wanted && held.get(ordinal)) {
            found[count++] = ordinal;
          }
          link = get(ordinal, Signature.BANDS + band);
        }
      }
      return ranked(Arrays.copyOf(found, count), most);
    } finally {
      lock.readLock().unlock();
    }
  }

  private static int[] ranked(int[] found, int most) {
    Arrays.sort(found);
    long[] keys = new long[found.length];
    int distinct = 0;
    for (int i = 0; i < found.length; i++) {
      if (i > 0 && found[i] == found[i - 1]) {
        keys[distinct - 1] += 1L << 32;
      } else {
        keys[distinct++] = found[i];
      }
    }
    Arrays.sort(keys, 0, distinct);
    int[] best = new int[Math.min(most, distinct)];
    for (int i = 0; i < best.length; i++) {
      best[i] = (int) keys[distinct - 1 - i];
    }
    return best;
  }

  /** How many memories are held. */
  public int size() {
    lock.readLock().lock();
    try {
      return held.cardinality();
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Empties it. */
  public void clear() {
    lock.writeLock().lock();
    try {
      chunks = new int[0][];
      Arrays.fill(heads, 0);
      held.clear();
      chained.clear();
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** What is held, as bytes: equal contents, however they came about, give equal bytes. */
  public byte[] image() {
    lock.readLock().lock();
    try {
      var out = ByteBuffer.allocate(held.cardinality() * ENTRY_BYTES);
      for (int at = held.nextSetBit(0); at >= 0; at = held.nextSetBit(at + 1)) {
        out.putInt(at);
        for (int band = 0; band < Signature.BANDS; band++) {
          out.putInt(get(at, band));
        }
      }
      return out.array();
    } finally {
      lock.readLock().unlock();
    }
  }

  /**
   * Replaces the content by an image.
   *
   * @throws IllegalArgumentException if {@link #image} cannot have made it; the table is then empty
   */
  public void load(byte[] image) {
    lock.writeLock().lock();
    try {
      clear();
      if (image.length % ENTRY_BYTES != 0) {
        throw new IllegalArgumentException("no image: " + image.length + " bytes");
      }
      var in = ByteBuffer.wrap(image);
      int last = -1;
      while (in.hasRemaining()) {
        int ordinal = in.getInt();
        if (ordinal <= last) {
          clear();
          throw new IllegalArgumentException("no image: ordinal " + ordinal + " after " + last);
        }
        last = ordinal;
        put(ordinal, new Signature(in.getInt(), in.getInt(), in.getInt(), in.getInt()));
      }
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** A number that depends on what is held alone. Cost: reads everything. */
  public long fingerprint() {
    lock.readLock().lock();
    try {
      long sum = 0;
      for (int at = held.nextSetBit(0); at >= 0; at = held.nextSetBit(at + 1)) {
        long one = at;
        for (int band = 0; band < Signature.BANDS; band++) {
          one = (one ^ (one >>> 29)) * 0xBF58476D1CE4E5B9L + get(at, band);
        }
        sum += (one ^ (one >>> 32)) * 0x9E3779B97F4A7C15L;
      }
      return sum;
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Bytes held in memory. */
  public long ramBytes() {
    lock.readLock().lock();
    try {
      long live = Arrays.stream(chunks).filter(chunk -> chunk.length > 0).count();
      long bits = ((long) held.size() + chained.size()) / Byte.SIZE;
      return 4L * heads.length + live * (4L * CHUNK * FIELDS + 16) + 8L * chunks.length + bits;
    } finally {
      lock.readLock().unlock();
    }
  }

  private Signature signatureOf(int ordinal) {
    return new Signature(get(ordinal, 0), get(ordinal, 1), get(ordinal, 2), get(ordinal, 3));
  }

  private void link(int ordinal) {
    for (int band = 0; band < Signature.BANDS; band++) {
      int head = head(band, get(ordinal, band));
      set(ordinal, Signature.BANDS + band, heads[head]);
      heads[head] = ordinal + 1;
    }
    chained.set(ordinal);
  }

  private void unlink(int ordinal) {
    for (int band = 0; band < Signature.BANDS; band++) {
      int link = Signature.BANDS + band;
      int head = head(band, get(ordinal, band));
      if (heads[head] == ordinal + 1) {
        heads[head] = get(ordinal, link);
      } else {
        int before = heads[head] - 1;
        while (get(before, link) != ordinal + 1) {
          before = get(before, link) - 1;
        }
        set(before, link, get(ordinal, link));
      }
    }
    chained.clear(ordinal);
  }

  /** Builds all chains anew from what is held. */
  private void chain() {
    Arrays.fill(heads, 0);
    chained.clear();
    for (int at = held.nextSetBit(0); at >= 0; at = held.nextSetBit(at + 1)) {
      link(at);
    }
    for (int i = 0; i < chunks.length; i++) {
      int next = held.nextSetBit(i * CHUNK);
      if (next < 0 || next >= (i + 1) * CHUNK) {
        chunks[i] = new int[0];
      }
    }
  }

  private void reach(int ordinal) {
    int chunk = ordinal / CHUNK;
    if (chunk >= chunks.length) {
      int before = chunks.length;
      chunks = Arrays.copyOf(chunks, Math.max(chunk + 1, before * 3 / 2));
      Arrays.fill(chunks, before, chunks.length, new int[0]);
    }
    if (chunks[chunk].length == 0) {
      chunks[chunk] = new int[CHUNK * FIELDS];
    }
  }

  private int get(int ordinal, int field) {
    return chunks[ordinal / CHUNK][ordinal % CHUNK * FIELDS + field];
  }

  private void set(int ordinal, int field, int value) {
    chunks[ordinal / CHUNK][ordinal % CHUNK * FIELDS + field] = value;
  }

  private static int head(int band, int value) {
    int spread = value * 0x9E3779B9;
    return band * HEADS + (spread >>> 17);
  }
}
