package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.RamCost;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An 8-bit copy of each row, side by side: of what the centroid leaves of it, since that is
 * smaller. Text embeddings have a component or two that are large in every vector; without the
 * centroid these would take the range, and recall@10 of 100K real vectors would be .989 instead of
 * .997.
 */
final class ByteCopies implements FineCopies {
  private static final float LARGEST = 127;

  /** Under HAMMING a component is 1 or -1: 64 of these, and so exact. */
  private static final float HAMMING_STEP = 1f / 64;

  private final VectorSpace space;
  private final byte[] bytes;

  /** What one is worth: the half of a float. */
  private final short[] steps;

  ByteCopies(VectorSpace space, int capacity) {
    this(space, new byte[capacity * space.dimension()], new short[capacity]);
  }

  private ByteCopies(VectorSpace space, byte[] bytes, short[] steps) {
    this.space = space;
    this.bytes = bytes;
    this.steps = steps;
  }

  @Override
  public Refine kind() {
    return Refine.BYTES;
  }

  @Override
  public void set(int row, float[] admitted, float[] residual) {
    float largest = 0;
    for (float component : residual) {
      largest = Math.max(largest, Math.abs(component));
    }
    int half = Coding.halfAbove(largest / LARGEST);
    if (space.metric() == Metric.HAMMING) {
      half = Coding.half(HAMMING_STEP);
    }
    steps[row] = (short) half;
    float step = Coding.ofHalf(half);
    float inverse = step > 0 && 1 / step < Float.MAX_VALUE ? 1 / step : 0;
    int to = row * residual.length;
    for (int i = 0; i < residual.length; i++) {
      float scaled = residual[i] * inverse;
      bytes[to + i] = (byte) (scaled + Math.copySign(0.5f, scaled));
    }
  }

  @Override
  public float score(Probe probe, QueryCode query, int row) {
    return query.score(probe, bytes, row * space.dimension(), Coding.ofHalf(steps[row]));
  }

  @Override
  public float[] decoded(Coding coding, int row) {
    int from = row * space.dimension();
    float step = Coding.ofHalf(steps[row]);
    float[] vector = new float[space.dimension()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = coding.centroid()[i] + step * bytes[from + i];
    }
    return vector;
  }

  @Override
  public void copy(int row, Copies source, int from) {
    var other = (ByteCopies) source;
    int dimension = space.dimension();
    System.arraycopy(other.bytes, from * dimension, bytes, row * dimension, dimension);
    steps[row] = other.steps[from];
  }

  @Override
  public Copies sized(int capacity) {
    return new ByteCopies(
        space, Arrays.copyOf(bytes, capacity * space.dimension()), Arrays.copyOf(steps, capacity));
  }

  @Override
  public int savedBytes() {
    return space.dimension() + Short.BYTES;
  }

  @Override
  public void write(int rows, ByteBuffer out) {
    out.asShortBuffer().put(steps, 0, rows);
    out.position(out.position() + Short.BYTES * rows);
    out.put(bytes, 0, rows * space.dimension());
  }

  @Override
  public void read(int rows, ByteBuffer in) {
    in.asShortBuffer().get(steps, 0, rows);
    in.position(in.position() + Short.BYTES * rows);
    in.get(bytes, 0, rows * space.dimension());
  }

  @Override
  public long ramBytes() {
    return RamCost.array(bytes.length, Byte.BYTES) + RamCost.array(steps.length, Short.BYTES);
  }
}
