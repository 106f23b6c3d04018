package dev.engram.internal.index.lean;

import java.nio.ByteBuffer;

/** Nothing. */
enum NoCopies implements Copies {
  NONE;

  @Override
  public Refine kind() {
    return Refine.NONE;
  }

  @Override
  public void set(int row, float[] admitted, float[] residual) {
    // nothing is kept
  }

  @Override
  public void copy(int row, Copies source, int from) {
    // nothing is kept
  }

  @Override
  public Copies sized(int capacity) {
    return this;
  }

  @Override
  public int savedBytes() {
    return 0;
  }

  @Override
  public void write(int rows, ByteBuffer out) {
    // nothing is kept
  }

  @Override
  public void read(int rows, ByteBuffer in) {
    // nothing is kept
  }

  @Override
  public long ramBytes() {
    return 0;
  }
}
