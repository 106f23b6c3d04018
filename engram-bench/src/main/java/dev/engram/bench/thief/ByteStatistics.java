package dev.engram.bench.thief;

import java.util.HashSet;
import java.util.zip.Deflater;

/**
 * What tells bytes from random ones: the tests of {@code ent}, and some that look for structure.
 *
 * @param chiSquare over 256 values; 255 in the mean for random bytes, with deviation 23
 * @param entropy in bits a byte, 8 at most
 * @param serialCorrelation of neighbouring bytes, from -1 to 1; 0 for random ones
 * @param ones the share of bits that are set
 * @param deflated size after compression by that before; a little above 1 for random bytes
 * @param repeatedBlocks how many aligned blocks of 16 bytes came before; 0 for random bytes
 * @param longestRun of one value; 4 or so in a megabyte of random bytes
 */
public record ByteStatistics(
    double chiSquare,
    double entropy,
    double serialCorrelation,
    double ones,
    double deflated,
    int repeatedBlocks,
    int longestRun) {
  private static final int BLOCK = 16;

  /** Fewer than one random file in a million lies further from the mean. */
  private static final double MOST_DEVIATIONS = 5;

  /**
   * Measures bytes.
   *
   * @param bytes at least one block
   */
  public static ByteStatistics of(byte[] bytes) {
    if (bytes.length < BLOCK) {
      throw new IllegalArgumentException("too few bytes: " + bytes.length);
    }
    int[] counts = new int[256];
    long ones = 0;
    int run = 1;
    int longest = 1;
    double product = 0;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < bytes.length; i++) {
      int value = bytes[i] & 0xFF;
      int next = bytes[(i + 1) % bytes.length] & 0xFF;
      counts[value]++;
      ones += Integer.bitCount(value);
      product += (double) value * next;
      sum += value;
      squares += (double) value * value;
      run = i > 0 && bytes[i] == bytes[i - 1] ? run + 1 : 1;
      longest = Math.max(longest, run);
    }
    double n = bytes.length;
    double spread = n * squares - sum * sum;
    return new ByteStatistics(
        chiSquare(counts, n),
        entropy(counts, n),
        spread == 0 ? 1 : (n * product - sum * sum) / spread,
        ones / (8 * n),
        deflated(bytes),
        repeated(bytes),
        longest);
  }

  private static double chiSquare(int[] counts, double n) {
    double expected = n / counts.length;
    double sum = 0;
    for (int count : counts) {
      sum += (count - expected) * (count - expected) / expected;
    }
    return sum;
  }

  private static double entropy(int[] counts, double n) {
    double bits = 0;
    for (int count : counts) {
      if (count > 0) {
        bits -= count / n * Math.log(count / n) / Math.log(2);
      }
    }
    return bits;
  }

  private static double deflated(byte[] bytes) {
    try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
      deflater.setInput(bytes);
      deflater.finish();
      byte[] room = new byte[1 << 16];
      long length = 0;
      while (!deflater.finished()) {
        length += deflater.deflate(room);
      }
      return (double) length / bytes.length;
    }
  }

  private static int repeated(byte[] bytes) {
    var seen = new HashSet<Block>();
    int repeated = 0;
    for (int at = 0; at + BLOCK <= bytes.length; at += BLOCK) {
      long high = 0;
      long low = 0;
      for (int i = 0; i < 8; i++) {
        high = (high << 8) | (bytes[at + i] & 0xFF);
        low = (low << 8) | (bytes[at + 8 + i] & 0xFF);
      }
      repeated += seen.add(new Block(high, low)) ? 0 : 1;
    }
    return repeated;
  }

  private record Block(long high, long low) {}

  /** Whether none of the tests tells these bytes, {@code length} of them, from random ones. */
  public boolean looksRandom(long length) {
    return Math.abs(chiSquare - 255) / Math.sqrt(2 * 255) < MOST_DEVIATIONS
        && Math.abs(serialCorrelation) * Math.sqrt((double) length) < MOST_DEVIATIONS
        && Math.abs(ones - 0.5) * 2 * Math.sqrt(8.0 * length) < MOST_DEVIATIONS
        && deflated >= 1
        && repeatedBlocks == 0
        && longestRun <= 5 + Math.log((double) length) / Math.log(256);
  }
}
