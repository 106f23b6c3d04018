package dev.engram.internal.index.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.ExactModel;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SavedFiles;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FlatVectorIndexModelTest {
  private static final int DIMENSION = 7;
  private static final int ORDINALS = 90;

  /** Seeds stand in the names of the tests; {@code -Dengram.seed} sets the first. */
  private static Stream<Arguments> histories(int each) {
    long first = Long.getLong("engram.seed", 20_261_121);
    return Stream.of(Metric.values())
        .flatMap(metric ->
            Stream.iterate(first, s -> s + 1).limit(each).map(s -> Arguments.of(s, metric)));
  }

  private static Stream<Arguments> manyHistories() {
    return histories(20);
  }

  private static Stream<Arguments> someHistories() {
    return histories(7);
  }

  @ParameterizedTest(name = "seed {0}, {1}")
  @MethodSource("manyHistories")
  void floatsAnswerAsTheModelDoesWhateverWasPutReplacedRemovedAndReloaded(
      long seed, Metric metric) {
    var random = new Random(seed);
    var space = new VectorSpace("test", DIMENSION, metric);
    var model = new ExactModel(metric);
    var index = FlatVectorIndex.create(space, new FlatOptions(Encoding.FLOAT32, 16));
    var files = new SavedFiles();
    for (int step = 0; step < 600; step++) {
      int ordinal = random.nextInt(ORDINALS);
      switch (random.nextInt(10)) {
        case 0, 1, 2 -> {
          index.remove(ordinal);
          model.remove(ordinal);
        }
        case 3 -> {
          if (random.nextInt(20) == 0) {
            files.save(index.image());
            index = FlatVectorIndex.load(space, files.image());
          }
        }
        case 4, 5 -> compare(index, model, random);
        default -> {
          float[][] parts = RandomVectors.wholeParts(random, DIMENSION);
          index.put(ordinal, parts);
          model.put(ordinal, parts);
        }
      }
      assertThat(index.count()).isEqualTo(model.count());
      assertThat(index.vectorCount()).isEqualTo(model.vectorCount());
    }
    compare(index, model, random);
  }

  private static void compare(FlatVectorIndex index, ExactModel model, Random random) {
    float[] query = RandomVectors.whole(random, DIMENSION);
    int k = 1 + random.nextInt(2 * ORDINALS);
    OrdinalFilter filter = RandomVectors.filter(random, 2 * ORDINALS, random.nextDouble());
    VectorHits hits = index.search(query, k, filter);
    List<ExactModel.Hit> truth = model.search(query, k, filter);
    assertThat(hits.size()).isEqualTo(truth.size());
    for (int i = 0; i < hits.size(); i++) {
      if (index.space().metric() == Metric.COSINE) { // rounded, so near ties may swap
        assertThat((double) hits.scores()[i]).isCloseTo(truth.get(i).score(), within(1e-5));
        assertThat(model.score(hits.ordinals()[i], query))
            .isCloseTo(truth.get(i).score(), within(1e-5));
      } else {
        assertThat(hits.ordinals()[i]).isEqualTo(truth.get(i).ordinal());
        assertThat((double) hits.scores()[i]).isEqualTo(truth.get(i).score());
      }
    }
  }

  @ParameterizedTest(name = "seed {0}, {1}")
  @MethodSource("someHistories")
  void eightBitsAnswerNearlyAsTheModelDoes(long seed, Metric metric) {
    var random = new Random(seed);
    var vectors = RandomVectors.clustered(seed, 10, 48);
    var model = new ExactModel(metric);
    var index =
        FlatVectorIndex.create(
            new VectorSpace("test", 48, metric), new FlatOptions(Encoding.INT8, 16));
    for (int step = 0; step < 1000; step++) {
      int ordinal = random.nextInt(400);
      if (random.nextInt(4) == 0) {
        index.remove(ordinal);
        model.remove(ordinal);
      } else {
        float[][] parts = vectors.parts(1 + random.nextInt(2));
        index.put(ordinal, parts);
        model.put(ordinal, parts);
      }
    }
    double recall = 0;
    for (int i = 0; i < 20; i++) {
      float[] query = vectors.next();
      OrdinalFilter filter = RandomVectors.filter(random, 400, i % 2 == 0 ? 1 : 0.1);
      VectorHits hits = index.search(query, 10, filter);
      assertThat(hits.size()).isEqualTo(model.search(query, 10, filter).size());
      for (int ordinal : hits.ordinals()) {
        assertThat(filter.allows(ordinal)).isTrue();
      }
      recall += model.recall(hits, query, 10, filter) / 20;
    }
    assertThat(recall).isGreaterThan(0.93); // the mean over many is .98: see FlatVectorIndexTest
  }
}
