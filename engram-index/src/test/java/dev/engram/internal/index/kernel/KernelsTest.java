package dev.engram.internal.index.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Both implementations against the definition, at every length up to a few registers. */
class KernelsTest {
  private static final int MAX_LENGTH = 200;
  private final long seed = Long.getLong("engram.seed", 20_261_121);
  private final Random random = new Random(seed);

  static Stream<Kernels> all() {
    return Stream.of(new ScalarKernels(), new SimdKernels());
  }

  @ParameterizedTest
  @MethodSource("all")
  void bytesAreMultipliedExactly(Kernels kernels) {
    System.out.println("KernelsTest: -Dengram.seed=" + seed);
    for (int length = 0; length < MAX_LENGTH; length++) {
      byte[] a = new byte[length + 3];
      byte[] b = new byte[length + 7];
      random.nextBytes(a);
      random.nextBytes(b);
      int expected = 0;
      for (int i = 0; i < length; i++) {
        expected += a[3 + i] * b[7 + i];
      }
      assertThat(kernels.dot(a, 3, b, 7, length)).as("length %s", length).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void floatsAreMultipliedAndSubtractedUpToRounding(Kernels kernels) {
    for (int length = 0; length < MAX_LENGTH; length++) {
      float[] a = floats(length + 2);
      float[] b = floats(length + 5);
      double dot = 0;
      double squares = 0;
      for (int i = 0; i < length; i++) {
        dot += (double) a[2 + i] * b[5 + i];
        squares += Math.pow((double) a[2 + i] - b[5 + i], 2);
      }
      assertThat((double) kernels.dot(a, 2, b, 5, length)).isCloseTo(dot, within(1e-3));
      assertThat((double) kernels.squaredDistance(a, 2, b, 5, length))
          .isCloseTo(squares, within(1e-3));
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void bitsAreCountedPlaneByPlane(Kernels kernels) {
    for (int words = 1; words <= 20; words++) {
      for (int planeCount = 1; planeCount <= 8; planeCount++) {
        long[] planes = random.longs((long) planeCount * words).toArray();
        long[] bits = random.longs(8L * words + 16).toArray();
        int[] out = new int[8];
        kernels.bitDots(planes, words, bits, 16, out);
        for (int row = 0; row < 8; row++) {
          int expected = 0;
          for (int plane = 0; plane < planeCount; plane++) {
            for (int word = 0; word < words; word++) {
              long both = planes[plane * words + word] & bits[16 + 8 * word + row];
              expected += Long.bitCount(both) << plane;
            }
          }
          assertThat(out[row]).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatLiesBeyondAnArrayIsRefused(Kernels kernels) {
    assertThatThrownBy(() -> kernels.dot(new byte[64], 1, new byte[64], 0, 64))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> kernels.dot(new float[64], 1, new float[64], 0, 64))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> kernels.bitDots(new long[6], 6, new long[48], 8, new int[8]))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private float[] floats(int length) {
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    return floats;
  }
}
