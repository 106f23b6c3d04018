package dev.engram.internal.index.lean;

import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.kernel.BitQuery;
import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;

/**
 * A query made ready for the rows of one {@link Coding}: in four bit planes for bits; for 8-bit
 * copies as two codes, the second holding what the first rounded away, so that the query's own
 * rounding costs nothing. Immutable; thread-safe.
 */
final class QueryCode {
  private static final Kernels KERNELS = Kernels.active();

  /** Beyond so many standard deviations a component is cut; best for four bits and a bell curve. */
  private static final double CUT = 2.7;

  private static final int PLANES = 4;
  private static final int MOST = (1 << (PLANES - 1)) - 1;

  private final Coding coding;
  private final Metric metric;
  private final BitQuery bits;

  /** The query under metrics of inner products, what the centroid leaves of it under others. */
  private final Int8Code high;

  private final Int8Code low;
  private final float restSquared;

  private QueryCode(
      Coding coding, Metric metric, BitQuery bits, Int8Code high, Int8Code low, float restSquared) {
    this.coding = coding;
    this.metric = metric;
    this.bits = bits;
    this.high = high;
    this.low = low;
    this.restSquared = restSquared;
  }

  static QueryCode of(VectorSpace space, Coding coding, float[] admitted) {
    float[] rest = coding.residual(admitted);
    double squares = 0;
    double along = 0;
    float largest = 0;
    for (int i = 0; i < rest.length; i++) {
      squares += (double) rest[i] * rest[i];
      along += (double) admitted[i] * coding.centroid()[i];
      largest = Math.max(largest, Math.abs(rest[i]));
    }
    float base =
        switch (space.metric()) {
          case COSINE, DOT -> (float) along;
          case EUCLIDEAN -> (float) -squares;
          case HAMMING -> -2f * space.dimension();
        };
    float cut = (float) Math.min(largest, CUT * Math.sqrt(squares / rest.length));
    float[] compared = space.metric().distance() ? rest : admitted;
    Int8Code high = Int8Code.linear(compared);
    Int8Code low = Int8Code.linear(high.residual(compared));
    BitQuery bits = planes(rest, cut, base);
    return new QueryCode(coding, space.metric(), bits, high, low, (float) squares);
  }

  /**
   * With {@code v} the rounded components, a row's bits {@code b} and its signs {@code s}: {@code
   * <s, v> = 2 <b, v> - sum of v}.
   */
  private static BitQuery planes(float[] rest, float largest, float base) {
    int words = Coding.words(rest.length);
    long[] planes = new long[PLANES * words];
    float step = largest / MOST;
    double inverse = step == 0 ? 0 : 1 / (double) step;
    int sum = 0;
    for (int i = 0; i < rest.length; i++) {
      int value = Math.clamp(Math.round(rest[i] * inverse), -MOST - 1, MOST);
      sum += value;
      for (int plane = 0; plane < PLANES; plane++) {
        planes[plane * words + (i >>> 6)] |= (long) (value >>> plane & 1) << i;
      }
    }
    return new BitQuery(planes, words, 2 * step, -step * sum, base);
  }

  Coding coding() {
    return coding;
  }

  BitQuery bits() {
    return bits;
  }

  /** The score of an 8-bit copy. */
  float score(Probe probe, byte[] copies, int from, float step) {
    int length = probe.space().dimension();
    float dot =
        step
            * (KERNELS.dot(high.bytes(), 0, copies, from, length) * high.scale()
                + KERNELS.dot(low.bytes(), 0, copies, from, length) * low.scale());
    if (!metric.distance()) {
      return probe.score(bits.base() + dot);
    }
    float squares = step * step * KERNELS.dot(copies, from, copies, from, length);
    return metric.score(dot, restSquared, squares);
  }

  /**
   * An estimate of the score by two bits a component, which make the levels -3, -1, 1 and 3, from
   * the estimate by the first and the second bits.
   *
   * @param estimate by the first
   * @param correction the row's, as {@link Coding#encode} returned it
   * @param factor what turns an inner product with levels into one with the residual
   */
  float finer(float estimate, int correction, float factor, long[] seconds, int from) {
    float addend = Coding.ofHalf(correction);
    float firstFactor = Coding.ofHalf(correction >>> 16);
    if (firstFactor == 0) {
      return estimate;
    }
    int words = bits.words();
    int sum = 0;
    for (int plane = PLANES - 1; plane >= 0; plane--) {
      int ones = 0;
      for (int word = 0; word < words; word++) {
        ones += Long.bitCount(bits.planes()[plane * words + word] & seconds[from + word]);
      }
      sum = plane == PLANES - 1 ? -ones : 2 * sum + ones;
    }
    float signs = (estimate - bits.base() - addend) / firstFactor;
    float levels = 2 * signs + bits.scale() * sum + bits.offset();
    return bits.base() + addend + (metric.distance() ? 2 * factor : factor) * levels;
  }
}
