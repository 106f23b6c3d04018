package dev.engram.internal.index.kernel;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * The same loops with {@code jdk.incubator.vector}. Where the machine's registers are narrower than
 * 256 bits, what needs wider ones is left to {@link ScalarKernels}.
 */
final class SimdKernels implements Kernels {
  private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  private static final boolean WIDE = FLOATS.vectorBitSize() >= 512;
  private static final boolean NARROW = FLOATS.vectorBitSize() < 256;

  /** Bytes that become one register of shorts. */
  private static final VectorSpecies<Byte> BYTES =
      WIDE ? ByteVector.SPECIES_128 : ByteVector.SPECIES_64;

  private static final VectorSpecies<Short> SHORTS =
      WIDE ? ShortVector.SPECIES_256 : ShortVector.SPECIES_128;
  private static final VectorSpecies<Integer> INTS =
      WIDE ? IntVector.SPECIES_512 : IntVector.SPECIES_256;
  private static final VectorSpecies<Long> LONGS =
      WIDE ? LongVector.SPECIES_512 : LongVector.SPECIES_256;

  /** Shapes with as many lanes as {@link #LONGS}. */
  private static final VectorSpecies<Integer> HALF_INTS =
      WIDE ? IntVector.SPECIES_256 : IntVector.SPECIES_128;

  private static final VectorSpecies<Float> HALF_FLOATS =
      WIDE ? FloatVector.SPECIES_256 : FloatVector.SPECIES_128;
  private static final int GROUP = 8;

  private final ScalarKernels scalar = new ScalarKernels();

  @Override
  public String name() {
    return "simd";
  }

  @Override
  public int dot(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
    if (NARROW) {
      return scalar.dot(a, aFrom, b, bFrom, length);
    }
    int step = BYTES.length();
    IntVector s0 = IntVector.zero(INTS);
    IntVector s1 = IntVector.zero(INTS);
    int i = 0;
    for (; i <= length - 2 * step; i += 2 * step) {
      s0 = s0.add(products(a, aFrom + i, b, bFrom + i));
      s1 = s1.add(products(a, aFrom + i + step, b, bFrom + i + step));
    }
    int sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
    return sum + scalar.dot(a, aFrom + i, b, bFrom + i, length - i);
  }

  private static Vector<Integer> products(byte[] a, int aFrom, byte[] b, int bFrom) {
    Vector<Short> left =
        ByteVector.fromArray(BYTES, a, aFrom).convertShape(VectorOperators.B2S, SHORTS, 0);
    Vector<Short> right =
        ByteVector.fromArray(BYTES, b, bFrom).convertShape(VectorOperators.B2S, SHORTS, 0);
    return left.mul(right).convertShape(VectorOperators.S2I, INTS, 0);
  }

  @Override
  public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
    int step = FLOATS.length();
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = FloatVector.zero(FLOATS);
    FloatVector s2 = FloatVector.zero(FLOATS);
    FloatVector s3 = FloatVector.zero(FLOATS);
    int i = 0;
    for (; i <= length - 4 * step; i += 4 * step) {
      s0 = floats(a, aFrom + i).fma(floats(b, bFrom + i), s0);
      s1 = floats(a, aFrom + i + step).fma(floats(b, bFrom + i + step), s1);
      s2 = floats(a, aFrom + i + 2 * step).fma(floats(b, bFrom + i + 2 * step), s2);
      s3 = floats(a, aFrom + i + 3 * step).fma(floats(b, bFrom + i + 3 * step), s3);
    }
    float sum = s0.add(s1).add(s2.add(s3)).reduceLanes(VectorOperators.ADD);
    return sum + scalar.dot(a, aFrom + i, b, bFrom + i, length - i);
  }

  @Override
  public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length) {
    int step = FLOATS.length();
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s1 = FloatVector.zero(FLOATS);
    int i = 0;
    for (; i <= length - 2 * step; i += 2 * step) {
      FloatVector d0 = floats(a, aFrom + i).sub(floats(b, bFrom + i));
      FloatVector d1 = floats(a, aFrom + i + step).sub(floats(b, bFrom + i + step));
      s0 = d0.fma(d0, s0);
      s1 = d1.fma(d1, s1);
    }
    float sum = s0.add(s1).reduceLanes(VectorOperators.ADD);
    return sum + scalar.squaredDistance(a, aFrom + i, b, bFrom + i, length - i);
  }

  private static FloatVector floats(float[] array, int from) {
    return FloatVector.fromArray(FLOATS, array, from);
  }

  @Override
  public void bitDots(long[] planes, int words, long[] bits, int from, int[] out) {
    if (NARROW) {
      scalar.bitDots(planes, words, bits, from, out);
      return;
    }
    for (int lane = 0; lane < GROUP; lane += LONGS.length()) {
      LongVector sum = LongVector.zero(LONGS);
      for (int plane = planes.length / words - 1; plane >= 0; plane--) {
        sum = sum.add(sum);
        for (int word = 0; word < words; word++) {
          LongVector row = LongVector.fromArray(LONGS, bits, from + GROUP * word + lane);
          sum = sum.add(row.and(planes[plane * words + word]).lanewise(VectorOperators.BIT_COUNT));
        }
      }
      for (int i = 0; i < LONGS.length(); i++) {
        out[lane + i] = (int) sum.lane(i);
      }
    }
  }

  @Override
  public void bitScores(
      BitQuery query, long[] bits, int[] corrections, int[] groups, int count, float[] out) {
    if (NARROW) {
      scalar.bitScores(query, bits, corrections, groups, count, out);
      return;
    }
    long[] planes = query.planes();
    int words = query.words();
    int top = planes.length - words;
    for (int i = 0; i < count; i++) {
      int first = GROUP * groups[i];
      for (int lane = 0; lane < GROUP; lane += LONGS.length()) {
        int from = first * words + lane;
        LongVector sum = LongVector.zero(LONGS);
        for (int word = 0; word < words; word++) {
          sum = sum.sub(ones(bits, from + GROUP * word, planes[top + word]));
        }
        for (int plane = top - words; plane >= 0; plane -= words) {
          sum = sum.add(sum);
          for (int word = 0; word < words; word++) {
            sum = sum.add(ones(bits, from + GROUP * word, planes[plane + word]));
          }
        }
        Vector<Float> dots =
            sum.convertShape(VectorOperators.L2I, HALF_INTS, 0)
                .convertShape(VectorOperators.I2F, HALF_FLOATS, 0);
        IntVector correction = IntVector.fromArray(HALF_INTS, corrections, first + lane);
        ((FloatVector) dots)
            .mul(query.scale())
            .add(query.offset())
            .mul(correction.and(0xFFFF_0000).reinterpretAsFloats())
            .add(correction.lanewise(VectorOperators.LSHL, 16).reinterpretAsFloats())
            .add(query.base())
            .intoArray(out, GROUP * i + lane);
      }
    }
  }

  private static LongVector ones(long[] bits, int from, long plane) {
    return LongVector.fromArray(LONGS, bits, from).and(plane).lanewise(VectorOperators.BIT_COUNT);
  }

  @Override
  public int above(float[] values, int count, float least, int[] out) {
    int found = 0;
    int i = 0;
    for (; i <= count - FLOATS.length(); i += FLOATS.length()) {
      long hits = floats(values, i).compare(VectorOperators.GT, least).toLong();
      for (; hits != 0; hits &= hits - 1) {
        out[found++] = i + Long.numberOfTrailingZeros(hits);
      }
    }
    for (; i < count; i++) {
      if (values[i] > least) {
        out[found++] = i;
      }
    }
    return found;
  }
}
