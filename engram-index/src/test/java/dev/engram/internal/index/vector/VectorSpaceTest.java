package dev.engram.internal.index.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.vector.VectorIndexException.Reason;
import org.junit.jupiter.api.Test;

class VectorSpaceTest {
  private static void refuses(Metric metric, Reason reason, float... vector) {
    var space = new VectorSpace("test", 2, metric);
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> space.admit(vector))
        .matches(e -> e.reason() == reason);
  }

  @Test
  void aVectorOfAnotherDimensionIsRefused() {
    refuses(Metric.DOT, Reason.DIMENSION, 1);
    refuses(Metric.DOT, Reason.DIMENSION, 1, 2, 3);
  }

  @Test
  void aComponentThatIsNoFiniteNumberIsRefusedUnderEveryMetric() {
    for (Metric metric : Metric.values()) {
      refuses(metric, Reason.NOT_FINITE, Float.NaN, 1);
      refuses(metric, Reason.NOT_FINITE, 1, Float.POSITIVE_INFINITY);
      refuses(metric, Reason.NOT_FINITE, Float.NEGATIVE_INFINITY, 1);
    }
  }

  @Test
  void aLengthWhoseScoresWouldNotBeFiniteIsRefusedUnlessItIsNormalised() {
    refuses(Metric.DOT, Reason.NOT_FINITE, 1e19f, 1);
    refuses(Metric.EUCLIDEAN, Reason.NOT_FINITE, 1e19f, 1);
    assertThat(new VectorSpace("test", 2, Metric.COSINE).admit(new float[] {3e38f, 0}))
        .containsExactly(1, 0);
  }

  @Test
  void aVectorWithoutDirectionIsRefusedUnderCosineOnly() {
    refuses(Metric.COSINE, Reason.ZERO_VECTOR, 0, 0);
    assertThat(new VectorSpace("test", 2, Metric.DOT).admit(new float[2])).containsOnly(0);
  }

  @Test
  void theSmallestVectorThereIsStillHasADirection() {
    float[] unit =
        new VectorSpace("test", 2, Metric.COSINE)
            .admit(new float[] {Float.MIN_VALUE, -Float.MIN_VALUE});
    assertThat(unit[0]).isCloseTo((float) Math.sqrt(0.5), within(1e-6f));
    assertThat(unit[1]).isEqualTo(-unit[0]);
  }

  @Test
  void theCallersArrayIsNeitherKeptNorChanged() {
    float[] mine = {3, 4};
    for (Metric metric : Metric.values()) {
      assertThat(new VectorSpace("test", 2, metric).admit(mine)).isNotSameAs(mine);
    }
    assertThat(mine).containsExactly(3, 4);
  }
}
