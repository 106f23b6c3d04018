package dev.engram.internal.index.flat;

import java.nio.ByteBuffer;

/**
 * The vectors of one block, in one encoding. A slot is written once, before the snapshot that
 * counts it is published, and never again: readers need no lock.
 */
sealed interface Column permits FloatColumn, Int8Column {
  /** Stores a vector that {@code VectorSpace.admit} returned; may keep the array. */
  void set(int slot, float[] admitted);

  /** Copies a slot of another block of the same encoding, by reference. */
  void copy(Column source, int from, int to);

  /**
   * Scores many slots at once, so that the loop over the kernel has one target.
   *
   * @param slots the first {@code count} are scored
   * @param scores receives one score for each
   */
  void score(Probe probe, int[] slots, int count, float[] scores);

  /** The best score this encoding can give for one slot. */
  float refined(Probe probe, int slot);

  /** Bytes of one vector in a saved block. */
  int savedBytes(int dimension);

  /** Appends one vector to a saved block. */
  void write(int slot, ByteBuffer out);

  /** Reads what {@link #write} wrote. */
  void read(int slot, int dimension, ByteBuffer in);

  /** Bytes held when the first {@code used} slots are written. */
  long ramBytes(int used, int dimension);

  /** An empty column of the same encoding, metric and size. */
  Column empty();
}
