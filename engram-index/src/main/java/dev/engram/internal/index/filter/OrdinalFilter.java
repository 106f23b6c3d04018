package dev.engram.internal.index.filter;

import java.util.Arrays;
import org.roaringbitmap.RoaringBitmap;

/**
 * An immutable set of ordinals that a search may answer with: the visibility of one principal,
 * frozen for one recall.
 *
 * <p>Backed by a plain bit set so that a test inside an index costs one array read. Thread-safe.
 * Memory: one bit per ordinal up to the largest.
 */
public final class OrdinalFilter {
  private final long[] words;
  private final int cardinality;

  private OrdinalFilter(long[] words, int cardinality) {
    this.words = words;
    this.cardinality = cardinality;
  }

  /** Freezes a bitmap. Cost: linear in its cardinality. */
  public static OrdinalFilter of(RoaringBitmap ordinals) {
    if (ordinals.isEmpty()) {
      return new OrdinalFilter(new long[0], 0);
    }
    long[] words = new long[(ordinals.last() >>> 6) + 1];
    ordinals.forEach((int ordinal) -> words[ordinal >>> 6] |= 1L << ordinal);
    return new OrdinalFilter(words, ordinals.getCardinality());
  }

  /** A filter of exactly these ordinals, each zero or more; for tests and small sets. */
  public static OrdinalFilter of(int... ordinals) {
    return of(RoaringBitmap.bitmapOf(ordinals));
  }

  /** Every ordinal from zero up to, excluding, {@code limit}. */
  public static OrdinalFilter below(int limit) {
    var all = new RoaringBitmap();
    all.add(0L, limit);
    return of(all);
  }

  /** What both allow. Cost: one step for each 64 ordinals. */
  public OrdinalFilter and(OrdinalFilter other) {
    long[] both = Arrays.copyOf(words, Math.min(words.length, other.words.length));
    for (int i = 0; i < both.length; i++) {
      both[i] &= other.words[i];
    }
    return trimmed(both);
  }

  /** What this one allows and the other does not. Cost: one step for each 64 ordinals. */
  public OrdinalFilter without(OrdinalFilter other) {
    long[] rest = words.clone();
    for (int i = 0; i < Math.min(rest.length, other.words.length); i++) {
      rest[i] &= ~other.words[i];
    }
    return trimmed(rest);
  }

  /** Equal sets have equal words: none of zeros at the end. */
  private static OrdinalFilter trimmed(long[] words) {
    int count = 0;
    int length = 0;
    for (int i = 0; i < words.length; i++) {
      if (words[i] != 0) {
        count += Long.bitCount(words[i]);
        length = i + 1;
      }
    }
    return new OrdinalFilter(length == words.length ? words : Arrays.copyOf(words, length), count);
  }

  /** Whether {@code ordinal} may be answered; ordinals beyond the set are refused. */
  public boolean allows(int ordinal) {
    int word = ordinal >>> 6;
    return word < words.length && (words[word] & (1L << ordinal)) != 0;
  }

  /** Whether each of 64 ordinals may be answered: bit {@code i} stands for {@code from + i}. */
  public long bits(int from) {
    int word = from >>> 6;
    long low = word < words.length ? words[word] >>> from : 0;
    if ((from & 63) == 0 || word + 1 >= words.length) {
      return low;
    }
    return low | words[word + 1] << -from;
  }

  /** How many ordinals are allowed. */
  public int cardinality() {
    return cardinality;
  }

  /** The smallest allowed ordinal at or after {@code from}, or -1 when there is none. */
  public int next(int from) {
    int word = from >>> 6;
    if (word >= words.length) {
      return -1;
    }
    long bits = words[word] & (-1L << from);
    while (bits == 0) {
      if (++word == words.length) {
        return -1;
      }
      bits = words[word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(bits);
  }

  /** The largest allowed ordinal at or before {@code from}, or -1 when there is none. */
  public int previous(int from) {
    int word = Math.min(from >> 6, words.length - 1);
    if (word < 0) {
      return -1;
    }
    long bits = from >> 6 > word ? words[word] : words[word] & (-1L >>> (63 - (from & 63)));
    while (bits == 0) {
      if (--word < 0) {
        return -1;
      }
      bits = words[word];
    }
    return (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
  }

  /** Bytes held. */
  public long ramBytes() {
    return 32L + 8L * words.length;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrdinalFilter that && Arrays.equals(words, that.words);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(words);
  }

  @Override
  public String toString() {
    return "OrdinalFilter[cardinality=" + cardinality + "]";
  }
}
