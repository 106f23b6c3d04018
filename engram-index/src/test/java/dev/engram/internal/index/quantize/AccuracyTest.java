package dev.engram.internal.index.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AccuracyTest {
  private static final VectorSpace SPACE = new VectorSpace("test", 48, Metric.EUCLIDEAN);
  private final RandomVectors random =
      RandomVectors.clustered(Long.getLong("engram.seed", 9), 20, 48);

  @Test
  void longerCodesErrLessAndRescoringMakesUpForShortOnes() {
    float[][] vectors = random.parts(2500);
    Accuracy accuracy = Accuracy.on(SPACE, vectors, random.parts(40), 10);
    double error = 0;
    double recall = 1.01;
    for (CodeKind kind : new CodeKind[] {CodeKind.FLOAT32, CodeKind.INT8, CodeKind.INT4}) {
      Accuracy.Figures figures = accuracy.of(Trainer.of(SPACE, 1).train(kind, vectors), 60);
      assertThat(figures.squaredError()).isGreaterThanOrEqualTo(error);
      assertThat(figures.recallByCodes()).isLessThanOrEqualTo(recall);
      error = figures.squaredError() * 2;
      recall = figures.recallByCodes();
      assertThat(figures.recallRescored()).isEqualTo(1, within(0.01));
    }
    Accuracy.Figures bits = accuracy.of(Trainer.of(SPACE, 1).train(CodeKind.BIT1, vectors), 200);
    assertThat(bits.recallRescored()).isGreaterThan(0.97).isGreaterThan(bits.recallByCodes());
    assertThat(bits.bytesPerVector()).isEqualTo(6 + 12);
  }

  @Test
  void equalScoresAreEqualAnswers() {
    float[][] vectors = new float[30][];
    float[] same = random.next();
    Arrays.fill(vectors, same);
    Accuracy.Figures figures =
        Accuracy.on(SPACE, vectors, random.parts(3), 10).of(new FloatQuantizer(SPACE), 10);
    assertThat(figures.recallByCodes()).isEqualTo(1);
  }

  @Test
  void fewerVectorsThanAnswersAreAllFound() {
    float[][] vectors = random.parts(4);
    Accuracy.Figures figures =
        Accuracy.on(SPACE, vectors, random.parts(3), 10)
            .of(Trainer.of(SPACE, 1).train(CodeKind.PRODUCT, vectors), 100);
    assertThat(figures.recallByCodes()).isEqualTo(1);
    assertThatThrownBy(() -> Accuracy.on(SPACE, new float[0][], vectors, 10))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
