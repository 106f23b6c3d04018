package dev.engram.internal.index.kernel;

/**
 * The innermost loops over vectors and codes. Arrays hold many rows side by side, so every kernel
 * takes offsets. Stateless; thread-safe. Bounds are the caller's: an offset outside of its array
 * ends in an {@link IndexOutOfBoundsException}, never in a read beyond it.
 *
 * <p>Sums of floats have no fixed order between implementations: their last bits may differ.
 */
public interface Kernels {
  /** The kernels of this process: SIMD when Java was started with {@code jdk.incubator.vector}. */
  static Kernels active() {
    return ActiveKernels.KERNELS;
  }

  /** {@code simd} or {@code scalar}, for health and benchmarks. */
  String name();

  /** Inner product of two stretches of signed bytes; exact for up to 131,000 components. */
  int dot(byte[] a, int aFrom, byte[] b, int bFrom, int length);

  /** Inner product of two stretches of floats. */
  float dot(float[] a, int aFrom, float[] b, int bFrom, int length);

  /** Squared Euclidean distance of two stretches of floats. */
  float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length);

  /**
   * Inner products of one query with eight rows of bits that lie word by word: word {@code w} of
   * row {@code r} is {@code bits[from + 8 w + r]}.
   *
   * @param planes the query's components as unsigned integers, bit plane by bit plane from the
   *     lowest, shape {@code [planes][words]} in one array
   * @param words how many {@code long}s a row of bits has
   * @param bits codes, eight rows a group
   * @param from where the group begins
   * @param out receives, for each of the eight rows, {@code sum over p of 2^p popcount(plane p and
   *     row)}; shape {@code [8]}
   */
  void bitDots(long[] planes, int words, long[] bits, int from, int[] out);

  /**
   * Estimates for groups of eight rows of bits, laid out as {@link #bitDots} says: with {@code d}
   * the inner product of the query's planes and a row, {@code base + addend + factor (scale d +
   * offset)}.
   *
   * @param query the query's side
   * @param bits codes, eight rows a group
   * @param corrections two halves of floats a row: {@code factor} in the upper 16 bits, {@code
   *     addend} in the lower
   * @param groups which groups, by number
   * @param count how many of them
   * @param out receives eight estimates a group, shape {@code [8 count]}
   */
  void bitScores(
      BitQuery query, long[] bits, int[] corrections, int[] groups, int count, float[] out);

  /**
   * Which values exceed {@code least}.
   *
   * @param count how many values are looked at
   * @param out receives their indexes, ascending; as long as {@code count}
   * @return how many there are
   */
  int above(float[] values, int count, float least, int[] out);
}
