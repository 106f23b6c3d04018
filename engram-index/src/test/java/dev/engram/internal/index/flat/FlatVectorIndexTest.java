package dev.engram.internal.index.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.ExactModel;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FlatVectorIndexTest {
  private static final VectorSpace PLANE = new VectorSpace("plane", 2, Metric.DOT);
  private static final OrdinalFilter ALL = OrdinalFilter.below(1000);

  private static FlatVectorIndex index(Encoding encoding) {
    return FlatVectorIndex.create(PLANE, FlatOptions.of(encoding));
  }

  private static float[][] one(float... vector) {
    return new float[][] {vector};
  }

  @ParameterizedTest
  @EnumSource
  void anEmptyIndexFindsNothing(Encoding encoding) {
    assertThat(index(encoding).search(new float[] {1, 0}, 3, ALL).size()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void tiesGoToTheSmallerOrdinal(Encoding encoding) {
    var index = index(encoding);
    for (int ordinal : new int[] {9, 2, 7, 4}) {
      index.put(ordinal, one(1, 0));
    }
    assertThat(index.search(new float[] {1, 0}, 3, ALL).ordinals()).containsExactly(2, 4, 7);
  }

  @ParameterizedTest
  @EnumSource
  void anOrdinalScoresAsItsBestPart(Encoding encoding) {
    var index = index(encoding);
    index.put(1, new float[][] {{0, 1}, {5, 0}, {-9, 0}});
    index.put(2, one(4, 0));
    var hits = index.search(new float[] {1, 0}, 2, ALL);
    assertThat(hits.ordinals()).containsExactly(1, 2);
    assertThat(hits.scores()[0]).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void aReplacedVectorIsForgotten(Encoding encoding) {
    var index = index(encoding);
    index.put(1, new float[][] {{9, 0}, {8, 0}});
    index.put(1, one(1, 0));
    assertThat(index.search(new float[] {1, 0}, 5, ALL).scores()).containsExactly(1);
    assertThat(index.vectorCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void onlyAllowedOrdinalsAreFoundAndOnlyHeldOnes(Encoding encoding) {
    var index = index(encoding);
    for (int ordinal = 0; ordinal < 100; ordinal++) {
      index.put(ordinal, one(ordinal, 0));
    }
    float[] query = {1, 0};
    assertThat(index.search(query, 5, OrdinalFilter.of()).size()).isZero();
    assertThat(index.search(query, 5, OrdinalFilter.of(7)).ordinals()).containsExactly(7);
    assertThat(index.search(query, 5, OrdinalFilter.of(3, 98, 100, 5_000_000)).ordinals())
        .containsExactly(98, 3);
    assertThat(index.search(query, 1000, OrdinalFilter.below(1 << 20)).size()).isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource
  void removingTwiceOrWhatWasNeverThereChangesNothing(Encoding encoding) {
    var index = index(encoding);
    index.put(5, one(1, 0));
    index.remove(6);
    index.remove(5);
    index.remove(5);
    index.remove(-1);
    assertThat(index.count()).isZero();
    assertThat(index.search(new float[] {1, 0}, 1, ALL).size()).isZero();
  }

  @Test
  void aBadPutLeavesTheIndexAsItWas() {
    var index = index(Encoding.FLOAT32);
    index.put(1, one(1, 0));
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> index.put(1, new float[][] {{2, 0}, {Float.NaN, 0}}));
    assertThatIllegalArgumentException().isThrownBy(() -> index.put(1, new float[0][]));
    assertThatIllegalArgumentException().isThrownBy(() -> index.put(-1, one(1, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> index.put(1, new float[5000][2]));
    assertThat(index.search(new float[] {1, 0}, 9, ALL).scores()).containsExactly(1);
  }

  @Test
  void aBadQueryIsRefused() {
    var index = index(Encoding.INT8);
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> index.search(new float[3], 1, ALL));
    assertThatIllegalArgumentException().isThrownBy(() -> index.search(new float[2], 0, ALL));
  }

  @Test
  void aClosedIndexSaysSo() {
    var index = index(Encoding.INT8);
    index.put(1, one(1, 0));
    index.close();
    index.close();
    assertThatIllegalStateException().isThrownBy(() -> index.search(new float[2], 1, ALL));
    assertThatIllegalStateException().isThrownBy(() -> index.put(1, one(1, 0)));
    assertThat(index.vectorCount()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void scoresStayInTheirRangeInSpiteOfRounding(Encoding encoding) {
    var random = new Random(5);
    for (Metric metric : new Metric[] {Metric.COSINE, Metric.EUCLIDEAN}) {
      var space = new VectorSpace("test", 33, metric);
      for (int i = 0; i < 200; i++) {
        var index = FlatVectorIndex.create(space, FlatOptions.of(encoding));
        float[] vector = RandomVectors.whole(random, 33);
        index.put(0, one(vector));
        float score = index.search(vector, 1, ALL).scores()[0];
        assertThat(score).isLessThanOrEqualTo(metric == Metric.COSINE ? 1 : 0);
      }
    }
  }

  @Test
  void memoryAtManyReplacementsStaysNearThatOfAFreshIndex() {
    var space = new VectorSpace("test", 64, Metric.DOT);
    var options = new FlatOptions(Encoding.INT8, 256);
    var fresh = FlatVectorIndex.create(space, options);
    var worn = FlatVectorIndex.create(space, options);
    var random = new Random(3);
    for (int i = 0; i < 4000; i++) {
      fresh.put(i, one(RandomVectors.whole(random, 64)));
      worn.put(i, one(RandomVectors.whole(random, 64)));
    }
    for (int i = 0; i < 40_000; i++) {
      worn.put(random.nextInt(4000), one(RandomVectors.whole(random, 64)));
    }
    assertThat(worn.ramBytes()).isLessThan(fresh.ramBytes() * 13 / 10);
  }

  @Test
  void eightBitCodesKeepTheAnswersOfFloats() {
    var space = new VectorSpace("test", 384, Metric.COSINE);
    var vectors = RandomVectors.clustered(11, 50, 384);
    var model = new ExactModel(Metric.COSINE);
    var floats = FlatVectorIndex.create(space, FlatOptions.of(Encoding.FLOAT32));
    for (int ordinal = 0; ordinal < 5000; ordinal++) {
      float[][] parts = one(vectors.next());
      floats.put(ordinal, parts);
      model.put(ordinal, parts);
    }
    var codes = floats.toInt8();
    assertThat(codes.count()).isEqualTo(5000);
    double recall = 0;
    for (int i = 0; i < 50; i++) {
      float[] query = vectors.next();
      recall +=
          model.recall(
                  codes.search(query, 10, OrdinalFilter.below(5000)),
                  query,
                  10,
                  OrdinalFilter.below(5000))
              / 50;
    }
    System.out.println("recall@10 of INT8 against FLOAT32: " + recall);
    assertThat(recall).isGreaterThanOrEqualTo(0.98);
    assertThat(codes.ramBytes()).isLessThan(floats.ramBytes() / 3);
  }
}
