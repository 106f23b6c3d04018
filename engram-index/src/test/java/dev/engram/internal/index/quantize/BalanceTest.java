package dev.engram.internal.index.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.RandomVectors;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BalanceTest {
  private final long seed = Long.getLong("engram.seed", 2013);

  /** Components of very unlike variance, mixed in pairs. */
  private float[][] sample(int dimension, int count) {
    var random = new Random(seed);
    float[][] sample = new float[count][dimension];
    for (float[] vector : sample) {
      for (int i = 0; i < dimension; i++) {
        vector[i] = (float) (random.nextGaussian() * Math.pow(0.7, i)) + 3;
      }
      for (int i = 0; i + 1 < dimension; i += 2) {
        float sum = vector[i] + vector[i + 1];
        vector[i + 1] -= vector[i];
        vector[i] = sum;
      }
    }
    return sample;
  }

  private static int[] widths(int dimension) {
    return dimension < 3 ? new int[] {dimension} : new int[] {1, dimension - 2, 1};
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 11, 40})
  void turningChangesNeitherInnerProductsNorLengths(int dimension) {
    Balance balance = Balance.of(sample(dimension, 300), widths(dimension));
    RandomVectors vectors = RandomVectors.clustered(seed, 2, dimension);
    for (int i = 0; i < 20; i++) {
      float[] a = vectors.next();
      float[] b = vectors.next();
      assertThat(dot(balance.turn(a), balance.turn(b)))
          .isCloseTo(dot(a, b), within(1e-4f * (1 + (float) Math.sqrt(dot(a, a) * dot(b, b)))));
      assertThat(balance.back(balance.turn(a))).containsExactly(a, within(1e-4f));
    }
  }

  private static float dot(float[] a, float[] b) {
    return Kernels.active().dot(a, 0, b, 0, a.length);
  }

  @Test
  void turnedComponentsAreUncorrelatedAndStretchesAlike() {
    float[][] sample = sample(12, 4000);
    Balance balance = Balance.of(sample, new int[] {4, 4, 4});
    float[][] turned = new float[sample.length][];
    for (int i = 0; i < turned.length; i++) {
      turned[i] = balance.turn(sample[i]);
    }
    double[][] covariance = Covariance.of(turned);
    double[] product = new double[3];
    for (int i = 0; i < 12; i++) {
      product[i / 4] += Math.log(covariance[i][i]);
      for (int j = 0; j < i; j++) {
        assertThat(covariance[i][j])
            .isCloseTo(0, within(0.02 * Math.sqrt(covariance[i][i] * covariance[j][j])));
      }
    }
    assertThat(product[0]).isCloseTo(product[1], within(2.0));
    assertThat(product[1]).isCloseTo(product[2], within(2.0));
  }

  @Test
  void principalAxesOfAKnownMatrix() {
    PrincipalAxes axes = PrincipalAxes.of(new double[][] {{2, 1}, {1, 2}});
    assertThat(axes.variance(0)).isCloseTo(3, within(1e-9));
    assertThat(axes.variance(1)).isCloseTo(1, within(1e-9));
    float[] first = new float[2];
    axes.copyAxis(0, first, 0);
    assertThat(first[0]).isCloseTo(first[1], within(1e-6f));
  }

  @Test
  void aSampleWithoutVarianceIsBalanced() {
    Balance balance = Balance.of(new float[][] {{1, 2, 3}}, new int[] {2, 1});
    assertThat(balance.back(balance.turn(new float[] {4, 5, 6})))
        .containsExactly(new float[] {4, 5, 6}, within(1e-5f));
  }
}
