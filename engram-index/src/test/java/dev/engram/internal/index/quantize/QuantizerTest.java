package dev.engram.internal.index.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuantizerTest {
  private final long seed = Long.getLong("engram.seed", 36_2);

  static Stream<Arguments> kindsAndMetrics() {
    return Stream.of(CodeKind.values())
        .flatMap(kind -> Stream.of(Metric.values()).map(metric -> Arguments.of(kind, metric)));
  }

  private static float[][] admitted(VectorSpace space, float[][] vectors) {
    return Arrays.stream(vectors).map(space::admit).toArray(float[][]::new);
  }

  private float[][] clustered(VectorSpace space, int count) {
    return admitted(space, RandomVectors.clustered(seed, 12, space.dimension()).parts(count));
  }

  @ParameterizedTest
  @MethodSource("kindsAndMetrics")
  void scoresAreNearTheExactOnes(CodeKind kind, Metric metric) {
    var space = new VectorSpace("test", 61, metric);
    float[][] all = clustered(space, 2100);
    Quantizer quantizer = Trainer.of(space, seed).train(kind, Arrays.copyOf(all, 1400));
    float[][] others = Arrays.copyOfRange(all, 1400, 2080);
    float[][] queries = Arrays.copyOfRange(all, 2080, 2100);
    Accuracy.Figures figures = Accuracy.on(space, others, queries, 10).of(quantizer, 100);

    double spread =
        switch (metric) {
          case COSINE -> 1;
          case DOT, HAMMING -> 61;
          case EUCLIDEAN -> 4 * 61;
        };
    double allowed =
        switch (kind) {
          case FLOAT32 -> 0;
          case INT8 -> 0.002;
          case INT4 -> 0.02;
          case BIT1 -> 0.1;
          case PRODUCT -> 0.12;
        };
    assertThat(figures.scoreError()).isLessThanOrEqualTo(spread * allowed + 1e-5);
    assertThat(figures.recallRescored()).isGreaterThan(0.85);
    assertThat(figures.squaredError()).isCloseTo(quantizer.trainingError(), withinShare(figures));
  }

  private static Offset<Double> withinShare(Accuracy.Figures figures) {
    return within(0.25 * figures.squaredError() + 1e-9);
  }

  @ParameterizedTest
  @MethodSource("kindsAndMetrics")
  void everyDimensionWorksAndCodesStayWithinTheirBytes(CodeKind kind, Metric metric) {
    for (int dimension : new int[] {1, 2, 3, 7, 8, 9, 15, 17, 100}) {
      var space = new VectorSpace("test", dimension, metric);
      float[][] vectors = clustered(space, 30);
      Quantizer quantizer = Trainer.of(space, seed).train(kind, vectors);
      int bytes = quantizer.bytesPerVector();
      byte[] codes = new byte[bytes + 20];
      Arrays.fill(codes, (byte) 0x55);
      quantizer.encode(vectors[3], codes, 10);

      assertThat(Arrays.copyOf(codes, 10)).containsOnly(0x55);
      assertThat(Arrays.copyOfRange(codes, 10 + bytes, codes.length)).containsOnly(0x55);
      assertThat(quantizer.scorer(vectors[4]).score(codes, 10)).isFinite();
      assertThat(quantizer.decode(codes, 10)).hasSize(dimension);
      byte[] elsewhere = new byte[bytes];
      quantizer.encode(vectors[3], elsewhere, 0);
      assertThat(elsewhere).isEqualTo(Arrays.copyOfRange(codes, 10, 10 + bytes));
      assertThat(quantizer.scorer(vectors[4]).score(elsewhere, 0))
          .isEqualTo(quantizer.scorer(vectors[4]).score(codes, 10));
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndMetrics")
  void scoresAreThoseOfTheDecodedVector(CodeKind kind, Metric metric) {
    if (kind == CodeKind.INT4 || kind == CodeKind.BIT1) {
      return; // these know more than the decoded vector: what the centroid contributes
    }
    var space = new VectorSpace("test", 24, metric);
    float[][] vectors = clustered(space, 400);
    Quantizer quantizer = Trainer.of(space, seed).train(kind, vectors);
    byte[] code = new byte[quantizer.bytesPerVector()];
    for (int i = 0; i < 50; i++) {
      quantizer.encode(vectors[i], code, 0);
      float[] decoded = quantizer.decode(code, 0);
      float[] query = vectors[399 - i];
      float score = quantizer.scorer(query).score(code, 0);
      float dot = Kernels.active().dot(query, 0, decoded, 0, 24);
      float distance = Kernels.active().squaredDistance(query, 0, decoded, 0, 24);
      float expected =
          switch (metric) {
            case COSINE, DOT -> dot;
            case EUCLIDEAN -> -distance;
            case HAMMING -> -(24 - dot) / 2;
          };
      assertThat(score).isCloseTo(expected, within(0.02f + 0.001f * Math.abs(expected)));
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CodeKind.class,
      names = {"FLOAT32", "INT8", "INT4", "BIT1"})
  void signsSurviveScalarCodes(CodeKind kind) {
    var space = new VectorSpace("test", 77, Metric.HAMMING);
    float[][] vectors = clustered(space, 200);
    Quantizer quantizer = Trainer.of(space, seed).train(kind, vectors);
    Accuracy.Figures figures =
        Accuracy.on(space, vectors, clustered(space, 10), 10).of(quantizer, 10);
    assertThat(figures.scoreError()).isZero();
    assertThat(figures.recallByCodes()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void eightBitScoresAreThoseOfTheFlatIndex(Metric metric) {
    var space = new VectorSpace("test", 50, metric);
    float[][] raw = RandomVectors.clustered(seed, 5, 50).parts(60);
    var flat = FlatVectorIndex.create(space, FlatOptions.of(Encoding.INT8));
    for (int i = 0; i < raw.length; i++) {
      flat.put(i, new float[][] {raw[i]});
    }
    VectorHits hits = flat.search(raw[7], 60, OrdinalFilter.below(60));

    Quantizer quantizer = Trainer.of(space, seed).train(CodeKind.INT8, admitted(space, raw));
    byte[] code = new byte[quantizer.bytesPerVector()];
    Quantizer.Scorer scorer = quantizer.scorer(space.admit(raw[7]));
    for (int i = 0; i < hits.size(); i++) {
      quantizer.encode(space.admit(raw[hits.ordinals()[i]]), code, 0);
      assertThat(scorer.score(code, 0)).isEqualTo(hits.scores()[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("kindsAndMetrics")
  void constantAndRepeatedVectorsAndTheirTrainingWork(CodeKind kind, Metric metric) {
    var space = new VectorSpace("test", 19, metric);
    float[] constant = new float[19];
    Arrays.fill(constant, 2.5f);
    float[] vector = space.admit(constant);
    for (int copies : new int[] {1, 2, 300, 1200}) {
      float[][] sample = new float[copies][];
      Arrays.fill(sample, vector);
      Quantizer quantizer = Trainer.of(space, seed).train(kind, sample);
      byte[] code = new byte[quantizer.bytesPerVector()];
      quantizer.encode(vector, code, 0);
      float exact = metric.score(vector, vector);
      assertThat(quantizer.scorer(vector).score(code, 0))
          .isCloseTo(exact, within(2e-3f * Math.max(1, Math.abs(exact))));
      assertThat(quantizer.trainingError()).isLessThan(1e-2);
    }
  }

  @ParameterizedTest
  @EnumSource(CodeKind.class)
  void zerosHaveACodeWhereTheMetricAdmitsThem(CodeKind kind) {
    var space = new VectorSpace("test", 9, Metric.DOT);
    Quantizer quantizer = Trainer.of(space, seed).train(kind, new float[][] {new float[9]});
    byte[] code = new byte[quantizer.bytesPerVector()];
    quantizer.encode(new float[9], code, 0);
    assertThat(quantizer.decode(code, 0)).containsOnly(0f);
    assertThat(quantizer.scorer(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}).score(code, 0)).isZero();
  }

  @ParameterizedTest
  @MethodSource("kindsAndMetrics")
  void largestAndSmallestAdmittedVectorsStayFinite(CodeKind kind, Metric metric) {
    var space = new VectorSpace("test", 12, metric);
    for (float length : new float[] {1.3e18f, 1e-30f, Float.MIN_VALUE}) {
      float[][] raw = RandomVectors.clustered(seed, 3, 12).parts(40);
      for (float[] vector : raw) {
        for (int i = 0; i < 12; i++) {
          vector[i] = Math.clamp(vector[i], -1, 1) * length;
        }
        vector[0] = length;
      }
      float[][] vectors = admitted(space, raw);
      Quantizer quantizer = Trainer.of(space, seed).train(kind, vectors);
      byte[] code = new byte[quantizer.bytesPerVector()];
      for (float[] vector : vectors) {
        quantizer.encode(vector, code, 0);
        assertThat(quantizer.scorer(vectors[0]).score(code, 0)).isFinite();
        for (float component : quantizer.decode(code, 0)) {
          assertThat(component).isFinite();
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(CodeKind.class)
  void badVectorsAreRefused(CodeKind kind) {
    var space = new VectorSpace("test", 4, Metric.DOT);
    Trainer trainer = Trainer.of(space, seed);
    Quantizer quantizer = trainer.train(kind, new float[][] {{1, 2, 3, 4}, {4, 3, 2, 1}});
    byte[] code = new byte[quantizer.bytesPerVector()];
    for (float bad : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      float[] vector = {1, bad, 1, 1};
      assertThatThrownBy(() -> quantizer.encode(vector, code, 0))
          .isInstanceOf(VectorIndexException.class);
      assertThatThrownBy(() -> quantizer.scorer(vector)).isInstanceOf(VectorIndexException.class);
      assertThatThrownBy(() -> trainer.train(kind, new float[][] {{1, 2, 3, 4}, vector}))
          .isInstanceOf(VectorIndexException.class);
    }
    assertThat(code).containsOnly(0);
    assertThatThrownBy(() -> quantizer.encode(new float[3], code, 0))
        .isInstanceOf(VectorIndexException.class)
        .hasMessageContaining("4")
        .hasMessageContaining("3");
    assertThatThrownBy(() -> quantizer.scorer(new float[5]))
        .isInstanceOf(VectorIndexException.class);
    assertThatThrownBy(() -> trainer.train(kind, new float[0][]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void trainingIsRepeatableWithHelpersOrWithout() {
    var space = new VectorSpace("test", 20, Metric.COSINE);
    float[][] vectors = clustered(space, 1500);
    byte[] alone = QuantizerCodec.write(Trainer.of(space, seed).train(CodeKind.PRODUCT, vectors));
    try (var helpers = Executors.newFixedThreadPool(2)) {
      Trainer helped = Trainer.of(space, seed).helpedBy(helpers);
      assertThat(QuantizerCodec.write(helped.train(CodeKind.PRODUCT, vectors))).isEqualTo(alone);
    }
  }

  @Test
  void aLongerProductCodeErrsLess() {
    var space = new VectorSpace("test", 60, Metric.COSINE);
    float[][] vectors = clustered(space, 700);
    Trainer trainer = Trainer.of(space, seed);
    Quantizer seven = trainer.train(CodeKind.PRODUCT, vectors);
    Quantizer thirty = trainer.withStretches(30).train(CodeKind.PRODUCT, vectors);
    assertThat(seven.bytesPerVector()).isEqualTo(7 + 2);
    assertThat(thirty.bytesPerVector()).isEqualTo(30 + 2);
    assertThat(thirty.trainingError()).isLessThan(seven.trainingError());
    assertThatThrownBy(() -> trainer.withStretches(61))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("61");
  }
}
