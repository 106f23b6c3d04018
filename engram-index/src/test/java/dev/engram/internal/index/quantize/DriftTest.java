package dev.engram.internal.index.quantize;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorSpace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DriftTest {
  private static final VectorSpace SPACE = new VectorSpace("test", 32, Metric.EUCLIDEAN);
  private final long seed = Long.getLong("engram.seed", 77);

  private static void observe(Drift drift, Quantizer quantizer, float[][] vectors) {
    byte[] code = new byte[quantizer.bytesPerVector()];
    for (float[] vector : vectors) {
      quantizer.encode(vector, code, 0);
      drift.observe(vector, code, 0);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CodeKind.class,
      names = {"INT4", "BIT1", "PRODUCT"})
  void trainingIsDueWhenVectorsComeFromElsewhereAndNotBefore(CodeKind kind) {
    RandomVectors subject = RandomVectors.clustered(seed, 6, 32);
    Quantizer quantizer = Trainer.of(SPACE, seed).train(kind, subject.parts(4000));
    var drift = new Drift(quantizer);
    observe(drift, quantizer, subject.parts(1000));
    assertThat(drift.due()).isFalse();
    assertThat(drift.recentError()).isPositive();

    float[][] elsewhere = RandomVectors.clustered(seed + 1, 6, 32).parts(1500);
    for (float[] vector : elsewhere) {
      for (int i = 0; i < 32; i++) {
        vector[i] *= 2;
      }
    }
    observe(drift, quantizer, elsewhere);
    assertThat(drift.due()).isTrue();

    Quantizer again = Trainer.of(SPACE, seed).train(kind, elsewhere);
    var anew = new Drift(again);
    observe(anew, again, elsewhere);
    assertThat(anew.due()).isFalse();
  }

  @Test
  void aFewVectorsProveNothing() {
    RandomVectors vectors = RandomVectors.clustered(seed, 6, 32);
    Quantizer quantizer = Trainer.of(SPACE, seed).train(CodeKind.PRODUCT, vectors.parts(20));
    var drift = new Drift(quantizer);
    observe(drift, quantizer, vectors.parts(Drift.ENOUGH - 1));
    assertThat(drift.due()).isFalse();
    observe(drift, quantizer, vectors.parts(1));
    assertThat(drift.due()).as("trained on too few").isTrue();
  }

  @ParameterizedTest
  @EnumSource(
      value = CodeKind.class,
      names = {"FLOAT32", "INT8"})
  void kindsWithoutTrainingNeverDrift(CodeKind kind) {
    Quantizer quantizer = Trainer.of(SPACE, seed).train(kind, new float[][] {new float[32]});
    var drift = new Drift(quantizer);
    observe(drift, quantizer, RandomVectors.clustered(seed, 6, 32).parts(600));
    assertThat(drift.due()).isFalse();
  }

  @Test
  void signsNeverDriftInBits() {
    var space = new VectorSpace("test", 32, Metric.HAMMING);
    Quantizer quantizer =
        Trainer.of(space, seed).train(CodeKind.INT4, new float[][] {space.admit(new float[32])});
    var drift = new Drift(quantizer);
    float[][] vectors = RandomVectors.clustered(seed, 6, 32).parts(600);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = space.admit(vectors[i]);
    }
    observe(drift, quantizer, vectors);
    assertThat(drift.recentError()).isZero();
    assertThat(drift.due()).isFalse();
  }
}
