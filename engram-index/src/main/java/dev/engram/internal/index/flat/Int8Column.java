package dev.engram.internal.index.flat;

import dev.engram.internal.index.vector.Metric;
import java.nio.ByteBuffer;
import org.apache.lucene.util.VectorUtil;

/** Vectors in one byte a component; see {@link Int8Code}. */
final class Int8Column implements Column {
  private static final int GROUP = 32;
  private static final int LINE = 64;

  private final Metric metric;
  private final byte[][] codes;
  private final float[] scales;

  /** Squared lengths, kept under metrics of distance only; empty otherwise. */
  private final float[] squaredNorms;

  Int8Column(Metric metric, int slots) {
    this.metric = metric;
    this.codes = new byte[slots][];
    this.scales = new float[slots];
    this.squaredNorms = new float[metric.distance() ? slots : 0];
  }

  @Override
  public void set(int slot, float[] admitted) {
    set(slot, Int8Code.of(admitted, metric));
  }

  private void set(int slot, Int8Code code) {
    codes[slot] = code.bytes();
    scales[slot] = code.scale();
    if (metric.distance()) {
      squaredNorms[slot] = code.squaredNorm();
    }
  }

  Int8Code code(int slot) {
    float squaredNorm = metric.distance() ? squaredNorms[slot] : 1;
    return new Int8Code(codes[slot], scales[slot], squaredNorm);
  }

  @Override
  public void copy(Column source, int from, int to) {
    set(to, ((Int8Column) source).code(from));
  }

  @Override
  public void score(Probe probe, int[] slots, int count, float[] scores) {
    byte[] query = probe.high().bytes();
    float scale = probe.high().scale();
    for (int from = 0; from < count; from += GROUP) {
      int to = Math.min(count, from + GROUP);
      touch(slots, from, to);
      for (int i = from; i < to; i++) {
        int slot = slots[i];
        scores[i] = VectorUtil.dotProduct(query, codes[slot]) * (scale * scales[slot]);
      }
    }
    if (metric.distance()) {
      for (int i = 0; i < count; i++) {
        scores[i] = metric.score(scores[i], probe.squaredNorm(), squaredNorms[slots[i]]);
      }
    }
  }

  /**
   * Reads a byte of every cache line before the kernel needs it: these loads are independent and
   * overlap, which takes 100K vectors of dimension 384 from 10 ms to 5.8 ms when memory is the
   * limit.
   */
  private void touch(int[] slots, int from, int to) {
    int sum = 0;
    for (int i = from; i < to; i++) {
      byte[] code = codes[slots[i]];
      for (int j = 0; j < code.length; j += LINE) {
        sum += code[j];
      }
    }
    if (sum == Integer.MIN_VALUE) { // never, but the compiler must not know
      throw new IllegalStateException();
    }
  }

  @Override
  public float refined(Probe probe, int slot) {
    byte[] code = codes[slot];
    float query =
        VectorUtil.dotProduct(probe.high().bytes(), code) * probe.high().scale()
            + VectorUtil.dotProduct(probe.low().bytes(), code) * probe.low().scale();
    float dot = query * scales[slot];
    return metric.score(dot, probe.squaredNorm(), metric.distance() ? squaredNorms[slot] : 1);
  }

  @Override
  public int savedBytes(int dimension) {
    return Float.BYTES + dimension;
  }

  @Override
  public void write(int slot, ByteBuffer out) {
    out.putFloat(scales[slot]);
    out.put(codes[slot]);
  }

  @Override
  public void read(int slot, int dimension, ByteBuffer in) {
    float scale = in.getFloat();
    byte[] bytes = new byte[dimension];
    in.get(bytes);
    set(slot, Int8Code.of(bytes, scale));
  }

  @Override
  public long ramBytes(int used, int dimension) {
    return RamCost.array(codes.length, RamCost.REFERENCE)
        + RamCost.array(scales.length, Float.BYTES)
        + RamCost.array(squaredNorms.length, Float.BYTES)
        + used * RamCost.array(dimension, Byte.BYTES);
  }

  @Override
  public Column empty() {
    return new Int8Column(metric, codes.length);
  }
}
