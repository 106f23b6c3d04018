package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.RamCost;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A second bit a component. With the first it makes the levels -3, -1, 1 and 3: a component is of
 * the outer levels when it is larger than most. Row by row, since few rows are read.
 */
final class BitCopies implements Copies {
  /** Where the outer levels begin, in mean sizes of a component; best for a bell curve. */
  private static final double OUTER = 1.23;

  private final int words;
  private final long[] seconds;

  /** What turns an inner product with levels into one with the residual: the half of a float. */
  private final short[] factors;

  BitCopies(int words, int capacity) {
    this(words, new long[capacity * words], new short[capacity]);
  }

  private BitCopies(int words, long[] seconds, short[] factors) {
    this.words = words;
    this.seconds = seconds;
    this.factors = factors;
  }

  @Override
  public Refine kind() {
    return Refine.BITS;
  }

  @Override
  public void set(int row, float[] admitted, float[] residual) {
    double absolute = 0;
    for (float component : residual) {
      absolute += Math.abs(component);
    }
    double outer = OUTER * absolute / residual.length;
    double squares = 0;
    double along = 0;
    for (int word = 0; word < words; word++) {
      long ones = 0;
      int end = Math.min(residual.length, (word + 1) << 6);
      for (int i = word << 6; i < end; i++) {
        float size = Math.abs(residual[i]);
        boolean far = size > outer;
        ones |= (long) (far == residual[i] > 0 ? 1 : 0) << i;
        squares += size * size;
        along += far ? 3 * size : size;
      }
      seconds[row * words + word] = ones;
    }
    factors[row] = (short) Coding.half(along == 0 ? 0 : (float) (squares / along));
  }

  /** Turns signs into levels of the residual. */
  void level(int row, float[] signs) {
    float factor = Coding.ofHalf(factors[row]);
    for (int i = 0; i < signs.length; i++) {
      boolean second = (seconds[row * words + (i >>> 6)] >>> i & 1) != 0;
      float size = second == signs[i] > 0 ? 3 * factor : factor;
      signs[i] = signs[i] > 0 ? size : -size;
    }
  }

  /** A finer estimate of the score of a row than that by its first bits. */
  float finer(QueryCode query, float estimate, int correction, int row) {
    float factor = Coding.ofHalf(factors[row]);
    return query.finer(estimate, correction, factor, seconds, row * words);
  }

  @Override
  public void copy(int row, Copies source, int from) {
    var other = (BitCopies) source;
    System.arraycopy(other.seconds, from * words, seconds, row * words, words);
    factors[row] = other.factors[from];
  }

  @Override
  public Copies sized(int capacity) {
    return new BitCopies(
        words, Arrays.copyOf(seconds, capacity * words), Arrays.copyOf(factors, capacity));
  }

  @Override
  public int savedBytes() {
    return Long.BYTES * words + Short.BYTES;
  }

  @Override
  public void write(int rows, ByteBuffer out) {
    out.asLongBuffer().put(seconds, 0, rows * words);
    out.position(out.position() + Long.BYTES * words * rows);
    out.asShortBuffer().put(factors, 0, rows);
    out.position(out.position() + Short.BYTES * rows);
  }

  @Override
  public void read(int rows, ByteBuffer in) {
    in.asLongBuffer().get(seconds, 0, rows * words);
    in.position(in.position() + Long.BYTES * words * rows);
    in.asShortBuffer().get(factors, 0, rows);
    in.position(in.position() + Short.BYTES * rows);
  }

  @Override
  public long ramBytes() {
    return RamCost.array(seconds.length, Long.BYTES) + RamCost.array(factors.length, Short.BYTES);
  }
}
