package dev.engram.internal.index.quantize;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A turn of a whole space by a key: inner products and distances of vectors turned by the same key
 * stay what they were, while without the key a component means nothing (spec §10.24.1).
 * Confidential memories live in such a sub-space; their queries are turned too.
 *
 * <p>Three rounds, each of which flips signs, mixes blocks by a Walsh-Hadamard transform and
 * shuffles components, all as the key says. Blocks are the powers of two that the dimension is the
 * sum of, largest first (384 = 256 + 128), so that every dimension works; the shuffles carry
 * components from block to block. Each step is orthogonal, so the whole is, and its inverse is its
 * steps backwards.
 *
 * <p>What it is worth: it hides vectors from who sees them alone, for instance in an index of
 * somebody else's, against published inversions of an embedding model. It is linear: who gets as
 * many pairs of plain and turned vectors as there are dimensions can undo it, and lengths and
 * angles are not hidden at all. It does not replace encryption.
 *
 * <p>Signs and shuffles come from HMAC-SHA256 in counter mode under the key; the same key and
 * dimension make the same rotation for ever. Immutable; thread-safe. Cost of a turn: {@code 3 ·
 * dimension · log2(dimension)} additions and one allocation; memory: 24 bytes a component.
 */
public final class Rotation {
  /** Bytes of a key. */
  public static final int KEY_BYTES = 32;

  private static final int ROUNDS = 3;
  private static final String LABEL = "engram rotation 1";

  private final int dimension;

  /** Shape {@code [ROUNDS][dimension]}: 1 or -1, scaled by the block's transform. */
  private final float[][] factors;

  /** Shape {@code [ROUNDS][dimension]}: where each component goes. */
  private final int[][] shuffles;

  private Rotation(int dimension, float[][] factors, int[][] shuffles) {
    this.dimension = dimension;
    this.factors = factors;
    this.shuffles = shuffles;
  }

  /**
   * The rotation of a key. Cost: linear in the dimension; make it once.
   *
   * @param key 32 secret bytes of their own purpose; not kept
   * @param dimension at least 1
   */
  public static Rotation of(byte[] key, int dimension) {
    if (key.length != KEY_BYTES) {
      throw new IllegalArgumentException("key must have 32 bytes, got " + key.length);
    }
    Checked.atLeastOne(dimension, "dimension");
    var stream = new KeyStream(key, dimension);
    float[][] factors = new float[ROUNDS][dimension];
    int[][] shuffles = new int[ROUNDS][dimension];
    for (int round = 0; round < ROUNDS; round++) {
      for (int from = 0; from < dimension; ) {
        int block = Integer.highestOneBit(dimension - from);
        float scale = (float) (1 / Math.sqrt(block));
        for (int i = from; i < from + block; i++) {
          factors[round][i] = (stream.next() & 1) == 0 ? scale : -scale;
        }
        from += block;
      }
      int[] shuffle = shuffles[round];
      Arrays.setAll(shuffle, i -> i);
      for (int i = dimension - 1; i > 0; i--) {
        int other = stream.below(i + 1);
        int swapped = shuffle[i];
        shuffle[i] = shuffle[other];
        shuffle[other] = swapped;
      }
    }
    return new Rotation(dimension, factors, shuffles);
  }

  /** Components of a vector. */
  public int dimension() {
    return dimension;
  }

  /**
   * The turned vector, a new one.
   *
   * @throws dev.engram.internal.index.vector.VectorIndexException if the vector has another
   *     dimension or a component that is not finite
   */
  public float[] turn(float[] vector) {
    Checked.vector(vector, dimension);
    float[] now = vector.clone();
    float[] next = new float[dimension];
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < dimension; i++) {
        now[i] *= factors[round][i];
      }
      mix(now);
      for (int i = 0; i < dimension; i++) {
        next[shuffles[round][i]] = now[i];
      }
      float[] swapped = now;
      now = next;
      next = swapped;
    }
    return now;
  }

  /** The vector that {@link #turn} made this of, up to rounding; a new one. */
  public float[] back(float[] turned) {
    Checked.vector(turned, dimension);
    float[] now = turned.clone();
    float[] next = new float[dimension];
    for (int round = ROUNDS - 1; round >= 0; round--) {
      for (int i = 0; i < dimension; i++) {
        next[i] = now[shuffles[round][i]];
      }
      mix(next);
      for (int i = 0; i < dimension; i++) {
        next[i] *= factors[round][i];
      }
      float[] swapped = now;
      now = next;
      next = swapped;
    }
    return now;
  }

  /** The unscaled Walsh-Hadamard transform of every block. */
  private void mix(float[] vector) {
    for (int from = 0; from < dimension; ) {
      int block = Integer.highestOneBit(dimension - from);
      for (int half = 1; half < block; half *= 2) {
        for (int pair = from; pair < from + block; pair += 2 * half) {
          for (int i = pair; i < pair + half; i++) {
            float sum = vector[i] + vector[i + half];
            vector[i + half] = vector[i] - vector[i + half];
            vector[i] = sum;
          }
        }
      }
      from += block;
    }
  }

  /** Bytes held. */
  public long ramBytes() {
    return 32 + 2L * ROUNDS * (20 + 4L * dimension);
  }

  /** Numbers from a key: {@code HMAC-SHA256(key, label, dimension, 0)}, then of 1, and so on. */
  private static final class KeyStream {
    private final Mac mac;
    private final int dimension;
    private ByteBuffer block = ByteBuffer.allocate(0);
    private int counter;

    KeyStream(byte[] key, int dimension) {
      this.dimension = dimension;
      try {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
      } catch (GeneralSecurityException missing) {
        throw new IllegalStateException("this Java lacks HMAC-SHA256", missing);
      }
    }

    int next() {
      if (!block.hasRemaining()) {
        mac.update(LABEL.getBytes(StandardCharsets.US_ASCII));
        mac.update(ByteBuffer.allocate(8).putInt(dimension).putInt(counter++).flip());
        block = ByteBuffer.wrap(mac.doFinal());
      }
      return block.getInt();
    }

    /** Below {@code bound}, each number as likely as any other. */
    int below(int bound) {
      long limit = (1L << 32) / bound * bound;
      long number;
      do {
        number = next() & 0xFFFF_FFFFL;
      } while (number >= limit);
      return (int) (number % bound);
    }
  }
}
