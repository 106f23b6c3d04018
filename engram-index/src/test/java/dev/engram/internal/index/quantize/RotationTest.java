package dev.engram.internal.index.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RotationTest {
  private final long seed = Long.getLong("engram.seed", 10_24);

  private static byte[] key(int first) {
    byte[] key = new byte[Rotation.KEY_BYTES];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) (first + i);
    }
    return key;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 64, 100, 383, 384, 768, 1023, 8192})
  void innerProductsSurviveAndTheWayBackLeadsBack(int dimension) {
    var space = new VectorSpace("test", dimension, Metric.COSINE);
    RandomVectors vectors = RandomVectors.clustered(seed, 4, dimension);
    Rotation rotation = Rotation.of(key(0), dimension);
    for (int i = 0; i < 10; i++) {
      float[] a = space.admit(vectors.next());
      float[] b = space.admit(vectors.next());
      assertThat(dot(rotation.turn(a), rotation.turn(b))).isCloseTo(dot(a, b), within(1e-4f));
      assertThat(rotation.back(rotation.turn(a))).containsExactly(a, within(1e-5f));
      assertThat(rotation.turn(rotation.back(a))).containsExactly(a, within(1e-5f));
    }
  }

  private static float dot(float[] a, float[] b) {
    return Kernels.active().dot(a, 0, b, 0, a.length);
  }

  @Test
  void theInverseIsTheTranspose() {
    int dimension = 44;
    Rotation rotation = Rotation.of(key(9), dimension);
    float[][] turned = new float[dimension][];
    float[][] back = new float[dimension][];
    for (int i = 0; i < dimension; i++) {
      float[] axis = new float[dimension];
      axis[i] = 1;
      turned[i] = rotation.turn(axis);
      back[i] = rotation.back(axis);
    }
    for (int i = 0; i < dimension; i++) {
      for (int j = 0; j < dimension; j++) {
        assertThat(turned[i][j]).isCloseTo(back[j][i], within(1e-6f));
      }
    }
  }

  @Test
  void everyComponentIsSpreadOverTheVector() {
    Rotation rotation = Rotation.of(key(1), 384);
    for (int i = 0; i < 384; i++) {
      float[] axis = new float[384];
      axis[i] = 1;
      for (float component : rotation.turn(axis)) {
        assertThat(Math.abs(component)).isLessThan(0.5f);
      }
    }
  }

  @Test
  void anotherKeyTurnsElsewhere() {
    float[] vector = new VectorSpace("t", 384, Metric.COSINE).admit(ones(384));
    float[] one = Rotation.of(key(0), 384).turn(vector);
    byte[] near = key(0);
    near[31] ^= 1;
    float[] other = Rotation.of(near, 384).turn(vector);
    assertThat(Math.abs(dot(one, other))).isLessThan(0.3f);
    assertThat(Math.abs(dot(one, vector))).isLessThan(0.3f);
  }

  private static float[] ones(int dimension) {
    float[] ones = new float[dimension];
    Arrays.fill(ones, 1);
    return ones;
  }

  /** What is stored was turned by this: it must never come out differently. */
  @Test
  void theRotationOfAKeyNeverChanges() {
    float[] turned = Rotation.of(key(0), 7).turn(new float[] {1, 2, 3, 4, 5, 6, 7});
    assertThat(turned).containsExactly(KNOWN, within(1e-5f));
  }

  /** From an implementation of its own, with a dense Hadamard matrix. */
  private static final float[] KNOWN = {
    -3.585786f, -8.328427f, -2.585786f, 1.585786f, -4.096194f, -2.414214f, 5.096194f
  };

  @Test
  void badKeysAndVectorsAreRefused() {
    assertThatThrownBy(() -> Rotation.of(new byte[31], 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("31");
    assertThatThrownBy(() -> Rotation.of(key(0), 0)).isInstanceOf(IllegalArgumentException.class);
    Rotation rotation = Rotation.of(key(0), 2);
    assertThatThrownBy(() -> rotation.turn(new float[3])).isInstanceOf(VectorIndexException.class);
    assertThatThrownBy(() -> rotation.turn(new float[] {1, Float.NaN}))
        .isInstanceOf(VectorIndexException.class);
  }
}
