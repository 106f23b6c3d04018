package dev.engram.internal.index.lean;

import dev.engram.internal.index.kernel.BitQuery;
import dev.engram.internal.index.vector.VectorSpace;

/**
 * A query made ready for the rows of one {@link Coding}: coarsely, in four bit planes, for the
 * scan, and finely, in eight, for the second bit. Immutable; thread-safe.
 */
final class QueryCode {
  /** Beyond so many standard deviations a component is cut; best for four bits and a bell curve. */
  private static final double CUT = 2.7;

  private static final int COARSE = 4;
  private static final int FINE = 8;

  private final Coding coding;
  private final BitQuery coarse;
  private final BitQuery fine;

  private QueryCode(Coding coding, BitQuery coarse, BitQuery fine) {
    this.coding = coding;
    this.coarse = coarse;
    this.fine = fine;
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
    return new QueryCode(
        coding, planes(rest, cut, COARSE, base), planes(rest, largest, FINE, base));
  }

  /**
   * With {@code v} the rounded components, a row's bits {@code b} and its signs {@code s}: {@code
   * <s, v> = 2 <b, v> - sum of v}.
   */
  private static BitQuery planes(float[] rest, float largest, int count, float base) {
    int words = Coding.words(rest.length);
    long[] planes = new long[count * words];
    int most = (1 << (count - 1)) - 1;
    float step = largest / most;
    double inverse = step == 0 ? 0 : 1 / (double) step;
    int sum = 0;
    for (int i = 0; i < rest.length; i++) {
      int value = (int) Math.clamp(Math.round(rest[i] * inverse), -most - 1, most);
      sum += value;
      for (int plane = 0; plane < count; plane++) {
        planes[plane * words + (i >>> 6)] |= (long) (value >>> plane & 1) << i;
      }
    }
    return new BitQuery(planes, words, 2 * step, -step * sum, base);
  }

  Coding coding() {
    return coding;
  }

  BitQuery coarse() {
    return coarse;
  }

  /**
   * The inner product with the rounded query of a row that has two bits a component, as levels -3,
   * -1, 1 and 3.
   *
   * @param bits first bits, in groups of eight rows
   * @param seconds second bits, row by row
   */
  float dot(long[] bits, long[] seconds, int row) {
    int words = fine.words();
    int first = Coding.place(row, words);
    int second = row * words;
    long[] planes = fine.planes();
    int sum = 0;
    for (int plane = FINE - 1; plane >= 0; plane--) {
      int ones = 0;
      for (int word = 0; word < words; word++) {
        long query = planes[plane * words + word];
        ones +=
            2 * Long.bitCount(query & bits[first + Coding.GROUP * word])
                + Long.bitCount(query & seconds[second + word]);
      }
      sum = plane == FINE - 1 ? -ones : 2 * sum + ones;
    }
    return fine.scale() * sum + 3 * fine.offset();
  }

  float base() {
    return fine.base();
  }
}
