package dev.engram.internal.index.quantize;

import dev.engram.internal.index.vector.VectorSpace;

/**
 * A trained way to keep vectors of one space in fewer bytes and to score them without decoding.
 *
 * <p>Vectors are those that {@link VectorSpace#admit} returned. Codes are written into arrays of
 * the caller's, many side by side. Scores are asymmetric: the query keeps its precision, only the
 * stored vector is rounded, which costs about half the error of comparing two codes (Jégou et al.
 * 2011).
 *
 * <p>Immutable; thread-safe. Made by {@link Trainer}, kept across restarts by {@link
 * QuantizerCodec}. Codes are only readable with the quantizer that wrote them.
 */
public sealed interface Quantizer
    permits FloatQuantizer, Int8Quantizer, ScalarQuantizer, ProductQuantizer {
  /** Which kind this is. */
  CodeKind kind();

  /** The space of its vectors. */
  VectorSpace space();

  /** Bytes of one code. */
  int bytesPerVector();

  /**
   * Writes the code of a vector into {@code [from, from + bytesPerVector)}.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException if the vector has another
   *     dimension or a component that is not finite
   */
  void encode(float[] admitted, byte[] into, int from);

  /**
   * A query made ready.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException as {@link #encode}
   */
  Scorer scorer(float[] admitted);

  /** The vector that a code stands for, near the one that was encoded. Allocates it. */
  float[] decode(byte[] codes, int from);

  /**
   * Mean squared distance of a vector and its decoded code at training; vectors that were kept out
   * of the training where there were enough.
   */
  double trainingError();

  /** Bytes held, codes not included. */
  long ramBytes();

  /** Scores codes against one query. For one thread, since it may keep scratch memory. */
  @FunctionalInterface
  interface Scorer {
    /**
     * The estimated score of the code at {@code from}, on the scale of the space's metric; larger
     * is nearer. A code that no quantizer wrote gets a meaningless score.
     */
    float score(byte[] codes, int from);
  }
}
