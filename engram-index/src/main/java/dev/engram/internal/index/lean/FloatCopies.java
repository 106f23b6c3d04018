package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.RamCost;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The vectors themselves, side by side. They are not saved: a saved chunk has 8-bit copies in their
 * place, since the vault holds the vectors already, and the pass that follows a load reads them
 * back.
 */
final class FloatCopies implements FineCopies {
  private final int dimension;
  private final float[] floats;

  FloatCopies(int dimension, int capacity) {
    this(dimension, new float[capacity * dimension]);
  }

  private FloatCopies(int dimension, float[] floats) {
    this.dimension = dimension;
    this.floats = floats;
  }

  @Override
  public Refine kind() {
    return Refine.FLOATS;
  }

  @Override
  public void set(int row, float[] admitted, float[] residual) {
    System.arraycopy(admitted, 0, floats, row * dimension, dimension);
  }

  @Override
  public float score(Probe probe, QueryCode query, int row) {
    return probe.score(floats, row * dimension);
  }

  @Override
  public float[] decoded(Coding coding, int row) {
    return Arrays.copyOfRange(floats, row * dimension, (row + 1) * dimension);
  }

  @Override
  public void copy(int row, Copies source, int from) {
    var other = (FloatCopies) source;
    System.arraycopy(other.floats, from * dimension, floats, row * dimension, dimension);
  }

  @Override
  public Copies sized(int capacity) {
    return new FloatCopies(dimension, Arrays.copyOf(floats, capacity * dimension));
  }

  @Override
  public int savedBytes() {
    throw unsaved();
  }

  @Override
  public void write(int rows, ByteBuffer out) {
    throw unsaved();
  }

  @Override
  public void read(int rows, ByteBuffer in) {
    throw unsaved();
  }

  private static IllegalStateException unsaved() {
    return new IllegalStateException("full vectors are saved as 8-bit copies");
  }

  @Override
  public long ramBytes() {
    return RamCost.array(floats.length, Float.BYTES);
  }
}
