package dev.engram.internal.index.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BitScoresTest {
  private static final Kernels SCALAR = new ScalarKernels();
  private static final Kernels ACTIVE = Kernels.active();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 6, 16, 128})
  void bothImplementationsEstimateWhatTheDefinitionSays(int words) {
    var random = new Random(words);
    long[] planes = random.longs(4L * words).toArray();
    long[] bits = random.longs(5L * 8 * words).toArray();
    int[] corrections = new int[5 * 8];
    float[][] corrected = new float[corrections.length][];
    for (int row = 0; row < corrections.length; row++) {
      float factor = random.nextInt(1, 64);
      float addend = random.nextInt(-64, 64);
      corrected[row] = new float[] {factor, addend};
      corrections[row] =
          (Float.floatToIntBits(factor) & 0xFFFF_0000) | (Float.floatToIntBits(addend) >>> 16);
    }
    var query = new BitQuery(planes, words, 0.5f, 3, -7);
    int[] groups = {4, 0, 0, 3};
    float[] scalar = new float[32];
    float[] active = new float[32];
    SCALAR.bitScores(query, bits, corrections, groups, 4, scalar);
    ACTIVE.bitScores(query, bits, corrections, groups, 4, active);
    for (int i = 0; i < 32; i++) {
      int row = 8 * groups[i / 8] + i % 8;
      double dot = 0;
      for (int word = 0; word < words; word++) {
        long code = bits[8 * words * groups[i / 8] + 8 * word + i % 8];
        for (int plane = 0; plane < 4; plane++) {
          int weight = plane == 3 ? -8 : 1 << plane;
          dot += weight * Long.bitCount(code & planes[plane * words + word]);
        }
      }
      double expected = -7 + corrected[row][1] + corrected[row][0] * (0.5 * dot + 3);
      assertThat((double) scalar[i]).isCloseTo(expected, within(1e-3 * (1 + Math.abs(expected))));
      assertThat((double) active[i]).isCloseTo(expected, within(1e-3 * (1 + Math.abs(expected))));
    }
  }

  @Test
  void valuesAboveABoundAreNamedInOrderAndNotANumberNever() {
    var random = new Random(3);
    float[] values = new float[77];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 10 == 0 ? Float.NaN : random.nextInt(5);
    }
    int[] expected = IntStream.range(0, 71).filter(i -> values[i] > 2).toArray();
    for (Kernels kernels : new Kernels[] {SCALAR, ACTIVE}) {
      int[] out = new int[71];
      int found = kernels.above(values, 71, 2, out);
      assertThat(IntStream.range(0, found).map(i -> out[i])).containsExactly(box(expected));
    }
  }

  private static Integer[] box(int[] values) {
    return IntStream.of(values).boxed().toArray(Integer[]::new);
  }
}
