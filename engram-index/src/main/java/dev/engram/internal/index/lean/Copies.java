package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;

/**
 * What the rows of one chunk hold besides their first bits. A row is written once, before the
 * snapshot that counts it is published, and never again: readers need no lock.
 */
sealed interface Copies permits NoCopies, BitCopies, ByteCopies {
  static Copies empty(Refine kind, VectorSpace space, int capacity) {
    return switch (kind) {
      case NONE -> new NoCopies(capacity);
      case BITS -> new BitCopies(Coding.words(space.dimension()), capacity);
      case BYTES -> new ByteCopies(space, capacity);
    };
  }

  Refine kind();

  /**
   * Stores a row.
   *
   * @param residual what {@link Coding#residual} left of the vector
   * @param code the vector's 8-bit code
   */
  void set(int row, float[] residual, Int8Code code);

  /** Copies a row of the same kind. */
  void copy(int row, Copies source, int from);

  /** The same rows with room for more or fewer; the first {@code used} are kept. */
  Copies sized(int capacity, int used);

  /** {@link java.util.Arrays#hashCode(byte[])} of the row's 8-bit code. */
  int hash(int row);

  /** Bytes of one row in a saved chunk. */
  int savedBytes();

  /** Appends the first {@code rows} to a saved chunk. */
  void write(int rows, ByteBuffer out);

  /** Reads what {@link #write} wrote. */
  void read(int rows, ByteBuffer in);

  long ramBytes();
}
