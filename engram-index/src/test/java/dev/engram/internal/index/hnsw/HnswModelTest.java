package dev.engram.internal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.ExactModel;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SavedFiles;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HnswModelTest {
  private static final int ORDINALS = 400;
  private static final int DIMENSION = 24;
  private static final HnswOptions OPTIONS = new HnswOptions(6, 40, 40, 5, 32);

  /** Seeds stand in the names of the tests; {@code -Dengram.seed} sets the first. */
  private static Stream<Arguments> histories() {
    long first = Long.getLong("engram.seed", 20_261_121);
    return Stream.of(Metric.values())
        .flatMap(
            metric -> Stream.iterate(first, s -> s + 1).limit(8).map(s -> Arguments.of(s, metric)));
  }

  @ParameterizedTest(name = "seed {0}, {1}")
  @MethodSource("histories")
  void answersNearlyAsTheModelWhateverWasPutReplacedRemovedAndReloaded(long seed, Metric metric) {
    var random = new Random(seed);
    var vectors = RandomVectors.clustered(seed, 12, DIMENSION);
    var space = new VectorSpace("test", DIMENSION, metric);
    var model = new ExactModel(metric);
    var index = HnswVectorIndex.create(space, OPTIONS);
    var files = new SavedFiles();
    float[] common = vectors.next();
    var tally = new Tally(index, model, metric);
    for (int step = 0; step < 2500; step++) {
      int ordinal = random.nextInt(ORDINALS);
      int action = random.nextInt(100);
      if (action < 30) {
        index.remove(ordinal);
        model.remove(ordinal);
      } else if (action < 32) {
        files.save(index.image());
        index.close();
        index = HnswVectorIndex.load(space, OPTIONS, files.image());
        GraphAudit.isSound(index);
        tally = tally.over(index);
      } else if (action < 36) {
        tally.compare(random, vectors.next());
      } else if (action == 36 && random.nextInt(6) == 0) {
        index.repair();
        GraphAudit.isSound(index);
      } else {
        float[][] parts =
            random.nextInt(10) == 0
                ? new float[][] {common, vectors.next(), common}
                : vectors.parts(1 + random.nextInt(2));
        index.put(ordinal, parts);
        model.put(ordinal, parts);
      }
      assertThat(index.count()).isEqualTo(model.count());
      assertThat(index.vectorCount()).isEqualTo(model.vectorCount());
    }
    assertThat(tally.exact / tally.compared).as("scan").isGreaterThan(0.95);
    assertThat(tally.walked / tally.compared).as("walk").isGreaterThan(0.90);
    for (int ordinal = 0; ordinal < ORDINALS; ordinal++) {
      index.remove(ordinal);
    }
    assertThat(index.search(common, 5, OrdinalFilter.below(ORDINALS)).size()).isZero();
  }

  /** Recall so far. */
  private static final class Tally {
    private final HnswVectorIndex index;
    private final ExactModel model;
    private final Metric metric;
    private double exact;
    private double walked;
    private int compared;

    Tally(HnswVectorIndex index, ExactModel model, Metric metric) {
      this.index = index;
      this.model = model;
      this.metric = metric;
    }

    Tally over(HnswVectorIndex reloaded) {
      var next = new Tally(reloaded, model, metric);
      next.exact = exact;
      next.walked = walked;
      next.compared = compared;
      return next;
    }

    void compare(Random random, float[] query) {
      double share = random.nextBoolean() ? 1 : 0.2 + random.nextDouble();
      OrdinalFilter filter = RandomVectors.filter(random, ORDINALS + 50, share);
      int k = 1 + random.nextInt(20);
      VectorHits hits = index.search(query, k, filter);
      int truth = model.search(query, k, filter).size();
      assertThat(hits.size()).isEqualTo(truth);
      sound(hits, filter);
      VectorHits found = index.walk(VectorQuery.of(query, k, filter), 60);
      sound(found, filter);
      exact += recall(hits, query, k, filter);
      walked += recall(found, query, k, filter);
      compared++;
    }

    private void sound(VectorHits hits, OrdinalFilter filter) {
      assertThat(hits.ordinals()).doesNotHaveDuplicates();
      for (int i = 0; i < hits.size(); i++) {
        assertThat(filter.allows(hits.ordinals()[i])).isTrue();
        assertThat(i == 0 || hits.scores()[i] <= hits.scores()[i - 1]).isTrue();
      }
    }

    /** Equal scores count as found: a tie has no right answer after rounding. */
    private double recall(VectorHits hits, float[] query, int k, OrdinalFilter filter) {
      var truth = model.search(query, k, filter);
      if (truth.isEmpty()) {
        return 1;
      }
      double worst = truth.getLast().score();
      double slack = metric == Metric.HAMMING ? 0 : 1e-4 * Math.abs(worst);
      int right = 0;
      for (int ordinal : hits.ordinals()) {
        right += model.score(ordinal, query) >= worst - slack ? 1 : 0;
      }
      return right / (double) truth.size();
    }
  }

  @Test
  void fiveRoundsOfDeletingAndInsertingHalfCostNoRecallAndNoMemory() {
    long seed = Long.getLong("engram.seed", 77);
    var random = new Random(seed);
    var vectors = RandomVectors.clustered(seed, 60, 32);
    var space = new VectorSpace("test", 32, Metric.COSINE);
    int count = 4000;
    float[][] held = vectors.parts(count);
    var options = new HnswOptions(12, 80, 48, 5, 256);
    var index = HnswVectorIndex.create(space, options);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      index.put(ordinal, new float[][] {held[ordinal]});
    }
    long memory = index.ramBytes();
    for (int round = 0; round < 5; round++) {
      int[] half = random.ints(0, count).distinct().limit(count / 2).toArray();
      for (int ordinal : half) {
        index.remove(ordinal);
      }
      for (int ordinal : half) {
        held[ordinal] = vectors.next();
        index.put(ordinal, new float[][] {held[ordinal]});
      }
    }
    index.repair();
    GraphAudit.isSound(index);
    var fresh = HnswVectorIndex.create(space, options);
    var model = new ExactModel(Metric.COSINE);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      fresh.put(ordinal, new float[][] {held[ordinal]});
      model.put(ordinal, new float[][] {held[ordinal]});
    }
    double churned = 0;
    double anew = 0;
    OrdinalFilter all = OrdinalFilter.below(count);
    for (int i = 0; i < 200; i++) {
      float[] query = vectors.next();
      churned += model.recall(index.walk(VectorQuery.of(query, 10, all), 48), query, 10, all) / 200;
      anew += model.recall(fresh.walk(VectorQuery.of(query, 10, all), 48), query, 10, all) / 200;
    }
    System.out.printf("seed %d: recall %.4f after churn, %.4f fresh%n", seed, churned, anew);
    assertThat(churned).isGreaterThan(anew - 0.01);
    assertThat((double) index.ramBytes()).isBetween(0.9 * memory, 1.1 * memory);
    assertThat(index.fingerprint()).isEqualTo(fresh.fingerprint());
  }
}
