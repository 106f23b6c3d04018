package dev.engram.internal.index.lean;

import dev.engram.internal.index.vector.VectorSpace;
import java.nio.ByteBuffer;

/**
 * What the rows of one chunk hold besides their first bits. A row is written once, before the
 * snapshot that counts it is published, and never again: readers need no lock.
 */
sealed interface Copies permits NoCopies, BitCopies, FineCopies {
  static Copies empty(Refine kind, VectorSpace space, int capacity) {
    return switch (kind) {
      case NONE -> NoCopies.NONE;
      case BITS -> new BitCopies(Coding.words(space.dimension()), capacity);
      case BYTES -> new ByteCopies(space, capacity);
      case FLOATS -> new FloatCopies(space.dimension(), capacity);
    };
  }

  Refine kind();

  /** Stores a row, given its vector and what {@link Coding#residual} left of it. */
  void set(int row, float[] admitted, float[] residual);

  /** Copies a row of the same kind. */
  void copy(int row, Copies source, int from);

  /** The same rows with room for more or fewer. */
  Copies sized(int capacity);

  /** Bytes of one row in a saved chunk. */
  int savedBytes();

  /** Appends the first {@code rows} to a saved chunk. */
  void write(int rows, ByteBuffer out);

  /** Reads what {@link #write} wrote. */
  void read(int rows, ByteBuffer in);

  long ramBytes();
}
