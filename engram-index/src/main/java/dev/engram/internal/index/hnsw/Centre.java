package dev.engram.internal.index.hnsw;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.flat.RamCost;
import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import java.util.Arrays;

/**
 * The point that all codes of a graph are made about. Text embeddings have a component or two that
 * are large in every vector and would take the range of eight bits; what the centre leaves of a
 * vector is smaller and evener, and so is its rounding error, to a third.
 *
 * <p>With {@code r = x - c} coded as {@code r'}, an inner product is {@code <q, x> = <q, c> + <c,
 * r> + <q - c, r'>}: the first is known once for a query, the second is a number kept with the
 * node, so only the last is rounded. When {@code q - c} is longer than {@code q}, as it may be
 * among vectors of very unequal lengths, {@code <q, c> + <q, r'>} is the better estimate. Distances
 * do not change with the centre.
 *
 * <p>Immutable; thread-safe.
 *
 * @param point shape {@code [dimension]}; kept, not copied; zeros under HAMMING
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Centre(Metric metric, float[] point, float squared) {
  private static final Kernels KERNELS = Kernels.active();

  static Centre at(Metric metric, float[] point) {
    return new Centre(metric, point, KERNELS.dot(point, 0, point, 0, point.length));
  }

  /** For a graph that has seen nothing yet. */
  static Centre zero(Metric metric, int dimension) {
    return at(metric, new float[dimension]);
  }

  float[] rest(float[] admitted) {
    float[] rest = new float[admitted.length];
    for (int i = 0; i < rest.length; i++) {
      rest[i] = admitted[i] - point[i];
    }
    return rest;
  }

  float along(float[] vector) {
    return KERNELS.dot(point, 0, vector, 0, point.length);
  }

  /** The code of an admitted vector. Cost: linear in the dimension. */
  NodeCode code(float[] admitted) {
    int hash = Arrays.hashCode(Int8Code.linear(admitted).bytes());
    return code(admitted, hash);
  }

  /** The same for a vector whose {@link NodeCode#hash} is known. */
  NodeCode code(float[] admitted, int hash) {
    float[] rest = rest(admitted);
    Int8Code code = Int8Code.linear(rest);
    float addend = metric.distance() ? -code.squaredNorm() : along(rest);
    return new NodeCode(code.bytes(), code.scale(), addend, hash);
  }

  /**
   * The vector that a code stands for; of unit length under COSINE, as the coded one was, which
   * undoes part of the rounding.
   */
  float[] decoded(byte[] bytes, int from, float scale) {
    float[] vector = new float[point.length];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = point[i] + scale * bytes[from + i];
    }
    float squares = KERNELS.dot(vector, 0, vector, 0, vector.length);
    if (metric == Metric.COSINE && squares > 0) {
      float unit = (float) (1 / Math.sqrt(squares));
      for (int i = 0; i < vector.length; i++) {
        vector[i] *= unit;
      }
    }
    return vector;
  }

  long ramBytes() {
    return RamCost.array(point.length, Float.BYTES) + 32;
  }
}
