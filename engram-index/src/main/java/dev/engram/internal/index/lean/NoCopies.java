package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.flat.RamCost;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Nothing but the hash of an 8-bit code that was not kept, for fingerprints. */
final class NoCopies implements Copies {
  private final int[] hashes;

  NoCopies(int capacity) {
    this(new int[capacity]);
  }

  private NoCopies(int[] hashes) {
    this.hashes = hashes;
  }

  @Override
  public Refine kind() {
    return Refine.NONE;
  }

  @Override
  public void set(int row, float[] residual, Int8Code code) {
    hashes[row] = Arrays.hashCode(code.bytes());
  }

  void set(int row, int hash) {
    hashes[row] = hash;
  }

  @Override
  public void copy(int row, Copies source, int from) {
    hashes[row] = source.hash(from);
  }

  @Override
  public Copies sized(int capacity, int used) {
    return new NoCopies(Arrays.copyOf(hashes, capacity));
  }

  @Override
  public int hash(int row) {
    return hashes[row];
  }

  @Override
  public int savedBytes() {
    return Integer.BYTES;
  }

  @Override
  public void write(int rows, ByteBuffer out) {
    out.asIntBuffer().put(hashes, 0, rows);
    out.position(out.position() + Integer.BYTES * rows);
  }

  @Override
  public void read(int rows, ByteBuffer in) {
    in.asIntBuffer().get(hashes, 0, rows);
    in.position(in.position() + Integer.BYTES * rows);
  }

  @Override
  public long ramBytes() {
    return RamCost.array(hashes.length, Integer.BYTES);
  }
}
