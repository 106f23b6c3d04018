package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.flat.RamCost;
import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An 8-bit copy of each row, side by side; see {@link Int8Code}. Scales are kept unless the metric
 * is COSINE, under which they follow from the bytes.
 */
final class ByteCopies implements Copies {
  private static final Kernels KERNELS = Kernels.active();

  private final VectorSpace space;
  private final byte[] bytes;
  private final float[] scales;
  private final boolean scaled;

  ByteCopies(VectorSpace space, int capacity) {
    this(
        space,
        new byte[capacity * space.dimension()],
        new float[space.metric() == Metric.COSINE ? 0 : capacity]);
  }

  private ByteCopies(VectorSpace space, byte[] bytes, float[] scales) {
    this.space = space;
    this.bytes = bytes;
    this.scales = scales;
    this.scaled = space.metric() != Metric.COSINE;
  }

  @Override
  public Refine kind() {
    return Refine.BYTES;
  }

  @Override
  public void set(int row, float[] residual, Int8Code code) {
    int dimension = space.dimension();
    System.arraycopy(code.bytes(), 0, bytes, row * dimension, dimension);
    if (scaled) {
      scales[row] = code.scale();
    }
  }

  float score(Probe probe, int row) {
    int dimension = space.dimension();
    int from = row * dimension;
    if (space.metric() == Metric.DOT) {
      return probe.score(bytes, row, scales[row], 1);
    }
    int squares = KERNELS.dot(bytes, from, bytes, from, dimension);
    return space.metric() == Metric.COSINE
        ? probe.score(bytes, row, (float) (1 / Math.sqrt(squares)), 1)
        : probe.score(bytes, row, scales[row], scales[row] * scales[row] * squares);
  }

  /** The copy as a code of its own. */
  Int8Code code(int row) {
    int from = row * space.dimension();
    byte[] own = Arrays.copyOfRange(bytes, from, from + space.dimension());
    return Int8Code.of(own, scaled ? scales[row] : 1);
  }

  /** The vector as its copy has it, as {@link VectorSpace#admit} would return it. */
  float[] decoded(int row) {
    int dimension = space.dimension();
    int from = row * dimension;
    float[] vector = new float[dimension];
    double scale =
        space.metric() == Metric.COSINE
            ? 1 / Math.sqrt(KERNELS.dot(bytes, from, bytes, from, dimension))
            : scales[row];
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) (scale * bytes[from + i]);
    }
    return vector;
  }

  @Override
  public void copy(int row, Copies source, int from) {
    var other = (ByteCopies) source;
    int dimension = space.dimension();
    System.arraycopy(other.bytes, from * dimension, bytes, row * dimension, dimension);
    if (scaled) {
      scales[row] = other.scales[from];
    }
  }

  @Override
  public Copies sized(int capacity, int used) {
    return new ByteCopies(
        space,
        Arrays.copyOf(bytes, capacity * space.dimension()),
        Arrays.copyOf(scales, scaled ? capacity : 0));
  }

  @Override
  public int hash(int row) {
    int from = row * space.dimension();
    return Arrays.hashCode(Arrays.copyOfRange(bytes, from, from + space.dimension()));
  }

  @Override
  public int savedBytes() {
    return space.dimension() + (scaled ? Float.BYTES : 0);
  }

  @Override
  public void write(int rows, ByteBuffer out) {
    out.put(bytes, 0, rows * space.dimension());
    if (scaled) {
      out.asFloatBuffer().put(scales, 0, rows);
      out.position(out.position() + Float.BYTES * rows);
    }
  }

  @Override
  public void read(int rows, ByteBuffer in) {
    in.get(bytes, 0, rows * space.dimension());
    if (scaled) {
      in.asFloatBuffer().get(scales, 0, rows);
      in.position(in.position() + Float.BYTES * rows);
    }
  }

  @Override
  public long ramBytes() {
    return RamCost.array(bytes.length, Byte.BYTES) + RamCost.array(scales.length, Float.BYTES);
  }
}
