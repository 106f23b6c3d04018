package dev.engram.internal.index.kernel;

/** Plain loops, four sums each so that they do not wait for one another. */
final class ScalarKernels implements Kernels {
  private static final int GROUP = 8;

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int dot(byte[] a, int aFrom, byte[] b, int bFrom, int length) {
    int sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[aFrom + i] * b[bFrom + i];
    }
    return sum;
  }

  @Override
  public float dot(float[] a, int aFrom, float[] b, int bFrom, int length) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    int i = 0;
    for (; i <= length - 4; i += 4) {
      s0 += a[aFrom + i] * b[bFrom + i];
      s1 += a[aFrom + i + 1] * b[bFrom + i + 1];
      s2 += a[aFrom + i + 2] * b[bFrom + i + 2];
      s3 += a[aFrom + i + 3] * b[bFrom + i + 3];
    }
    for (; i < length; i++) {
      s0 += a[aFrom + i] * b[bFrom + i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  @Override
  public float squaredDistance(float[] a, int aFrom, float[] b, int bFrom, int length) {
    float s0 = 0;
    float s1 = 0;
    int i = 0;
    for (; i <= length - 2; i += 2) {
      float d0 = a[aFrom + i] - b[bFrom + i];
      float d1 = a[aFrom + i + 1] - b[bFrom + i + 1];
      s0 += d0 * d0;
      s1 += d1 * d1;
    }
    if (i < length) {
      float d0 = a[aFrom + i] - b[bFrom + i];
      s0 += d0 * d0;
    }
    return s0 + s1;
  }

  @Override
  public void bitDots(long[] planes, int words, long[] bits, int from, int[] out) {
    for (int row = 0; row < GROUP; row++) {
      int sum = 0;
      for (int plane = 0; plane * words < planes.length; plane++) {
        int ones = 0;
        for (int word = 0; word < words; word++) {
          ones += Long.bitCount(planes[plane * words + word] & bits[from + GROUP * word + row]);
        }
        sum += ones << plane;
      }
      out[row] = sum;
    }
  }

  @Override
  public void bitScores(
      BitQuery query, long[] bits, int[] corrections, int[] groups, int count, float[] out) {
    int words = query.words();
    long[] planes = query.planes();
    int top = planes.length / words - 1;
    for (int i = 0; i < count; i++) {
      int first = GROUP * groups[i];
      for (int row = 0; row < GROUP; row++) {
        int sum = 0;
        for (int plane = top; plane >= 0; plane--) {
          int ones = 0;
          for (int word = 0; word < words; word++) {
            ones +=
                Long.bitCount(
                    planes[plane * words + word] & bits[first * words + GROUP * word + row]);
          }
          sum = plane == top ? -ones : 2 * sum + ones;
        }
        int correction = corrections[first + row];
        float factor = Float.intBitsToFloat(correction & 0xFFFF_0000);
        float addend = Float.intBitsToFloat(correction << 16);
        out[GROUP * i + row] =
            query.base() + addend + factor * (query.scale() * sum + query.offset());
      }
    }
  }

  @Override
  public int above(float[] values, int count, float least, int[] out) {
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (values[i] > least) {
        out[found++] = i;
      }
    }
    return found;
  }
}
