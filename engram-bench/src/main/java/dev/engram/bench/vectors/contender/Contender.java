package dev.engram.bench.vectors.contender;

import dev.engram.bench.vectors.data.Allowed;
import java.util.List;
import java.util.OptionalLong;

/** Something that finds near vectors. For one thread. */
public interface Contender extends AutoCloseable {
  /**
   * What a search found.
   *
   * @param ordinals best first
   * @param path how it was found, in the contender's words
   */
  @SuppressWarnings("ArrayRecordComponent") // on the measured path, never compared
  record Found(int[] ordinals, String path) {}

  /** Adds vectors with the ordinals {@code first}, {@code first + 1} and so on. */
  void add(int first, float[][] vectors);

  /** Waits until searches run as they will from now on: merged, linked, committed. */
  void settle();

  /** How hard it can try, ascending; what a number means is its own affair. */
  List<Integer> efforts();

  /** The {@code k} nearest allowed ones. */
  Found search(float[] question, int k, Allowed allowed, int effort);

  /** Bytes of memory by its own account, if it keeps one. */
  OptionalLong ownBytes();

  @Override
  void close();
}
