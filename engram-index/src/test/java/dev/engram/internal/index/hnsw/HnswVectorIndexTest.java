package dev.engram.internal.index.hnsw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.vector.ExactModel;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SearchBudget;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorIndexException.Reason;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class HnswVectorIndexTest {
  static final HnswOptions SMALL = new HnswOptions(8, 60, 40, 1, 64);
  private static final long SEED = Long.getLong("engram.seed", 20_261_121);

  private static VectorSpace space(int dimension, Metric metric) {
    return new VectorSpace("test", dimension, metric);
  }

  private static HnswVectorIndex index(int dimension, Metric metric) {
    return HnswVectorIndex.create(space(dimension, metric), SMALL);
  }

  private static OrdinalFilter all() {
    return OrdinalFilter.below(100_000);
  }

  private static float[][] one(float... vector) {
    return new float[][] {vector};
  }

  @ParameterizedTest
  @EnumSource
  void theWalkFindsNearlyWhatThereIsUnderEveryMetric(Metric metric) {
    var vectors = RandomVectors.clustered(SEED, 20, 32);
    var model = new ExactModel(metric);
    var index = index(32, metric);
    for (int ordinal = 0; ordinal < 3000; ordinal++) {
      float[][] parts = vectors.parts(1);
      if (metric == Metric.DOT) { // lengths from a tenth to ten
        float factor = (float) Math.pow(10, Math.sin(ordinal));
        for (int i = 0; i < parts[0].length; i++) {
          parts[0][i] *= factor;
        }
      }
      index.put(ordinal, parts);
      model.put(ordinal, parts);
    }
    double recall = 0;
    for (int i = 0; i < 100; i++) {
      float[] query = vectors.next();
      VectorHits hits = index.walk(VectorQuery.of(query, 10, all()), 64);
      assertThat(hits.path()).isEqualTo("hnsw");
      assertThat(hits.size()).isEqualTo(10);
      recall +=
          metric == Metric.HAMMING
              ? tied(model, hits, query)
              : model.recall(hits, query, 10, all());
    }
    assertThat(recall / 100).isGreaterThan(0.93);
  }

  /** Recall where equal scores count as found. */
  private static double tied(ExactModel model, VectorHits hits, float[] query) {
    double worst = model.search(query, 10, all()).getLast().score();
    return Arrays.stream(hits.ordinals()).filter(o -> model.score(o, query) >= worst).count()
        / 10.0;
  }

  @Test
  void theExactAnswerIsThatOfAFlatIndexButForRounding() {
    for (Metric metric : Metric.values()) {
      var vectors = RandomVectors.clustered(SEED, 5, 65);
      var flat = FlatVectorIndex.create(space(65, metric), FlatOptions.of(Encoding.FLOAT32));
      var index = index(65, metric);
      var random = new Random(SEED);
      for (int i = 0; i < 600; i++) {
        int ordinal = random.nextInt(300);
        float[][] parts = vectors.parts(1 + random.nextInt(3));
        flat.put(ordinal, parts);
        index.put(ordinal, parts);
      }
      assertThat(index.fingerprint()).isEqualTo(flat.fingerprint());
      assertThat(index.count()).isEqualTo(flat.count());
      assertThat(index.vectorCount()).isEqualTo(flat.vectorCount());
      for (double share : new double[] {1, 0.5, 0.05}) {
        var query = VectorQuery.of(vectors.next(), 20, RandomVectors.filter(random, 320, share));
        VectorHits exact = index.exact(query);
        VectorHits truth = flat.search(query);
        assertThat(exact.size()).isEqualTo(truth.size());
        for (int i = 0; i < truth.size(); i++) {
          float near = metric == Metric.HAMMING ? 0 : 0.08f * (1 + Math.abs(truth.scores()[i]));
          assertThat(exact.scores()[i]).isCloseTo(truth.scores()[i], within(near));
        }
        assertThat(index.search(query).ordinals()).isEqualTo(exact.ordinals());
        int[] candidates = {1, 5, 7, 290, 311};
        var among = VectorQuery.of(query.vector(), 20, OrdinalFilter.of(candidates));
        assertThat(index.searchAmong(query, candidates).scores())
            .isEqualTo(index.exact(among).scores());
      }
    }
  }

  /** Vectors that share two large components, as text embeddings do. */
  private static float[] leaning(RandomVectors vectors, float lean) {
    float[] vector = vectors.next();
    vector[0] += lean;
    vector[1] -= lean;
    return vector;
  }

  @Test
  void componentsThatAreLargeInEveryVectorCostNoRecall() {
    for (Metric metric : new Metric[] {Metric.COSINE, Metric.DOT, Metric.EUCLIDEAN}) {
      var vectors = RandomVectors.clustered(SEED, 20, 48);
      var raw = FlatVectorIndex.create(space(48, metric), FlatOptions.of(Encoding.INT8));
      var model = new ExactModel(metric);
      var index = index(48, metric);
      for (int ordinal = 0; ordinal < 2000; ordinal++) {
        float[][] parts = one(leaning(vectors, 20));
        raw.put(ordinal, parts);
        index.put(ordinal, parts);
        model.put(ordinal, parts);
      }
      double before = 0;
      double after = 0;
      for (int i = 0; i < 100; i++) {
        float[] query = leaning(vectors, 20);
        before += model.recall(raw.search(query, 10, all()), query, 10, all()) / 100;
        after +=
            model.recall(index.exact(VectorQuery.of(query, 10, all())), query, 10, all()) / 100;
      }
      assertThat(after).isGreaterThan(0.96).isGreaterThan(before + 0.02);
    }
  }

  @Test
  void codesFollowTheMeanWhileNodesComeAndGo() {
    for (Metric metric : new Metric[] {Metric.COSINE, Metric.DOT, Metric.EUCLIDEAN}) {
      var vectors = RandomVectors.clustered(SEED, 20, 24);
      var flat = FlatVectorIndex.create(space(24, metric), FlatOptions.of(Encoding.FLOAT32));
      var index = index(24, metric);
      var random = new Random(SEED);
      int recoded = 0;
      float[] centre = index.graph().store().centre().point();
      for (int ordinal = 0; ordinal < 1300; ordinal++) {
        float[][] parts = one(leaning(vectors, ordinal < 300 ? 5 : -5));
        if (ordinal % 9 == 0) {
          parts = new float[][] {parts[0], leaning(vectors, 5), parts[0]};
        }
        flat.put(ordinal, parts);
        index.put(ordinal, parts);
        if (index.graph().store().centre().point() != centre) {
          centre = index.graph().store().centre().point();
          recoded++;
          GraphAudit.isSound(index);
        }
        int gone = random.nextInt(ordinal + 1);
        if (ordinal % 3 == 0) {
          flat.remove(gone);
          index.remove(gone);
        }
      }
      assertThat(recoded).isEqualTo(2);
      index.repair();
      GraphAudit.isSound(index);
      assertThat(index.fingerprint()).isEqualTo(flat.fingerprint());
      assertThat(index.vectorCount()).isEqualTo(flat.vectorCount());
      var query = VectorQuery.of(leaning(vectors, 5), 50, all());
      assertThat(index.search(query).ordinals()).containsAnyOf(flat.search(query).ordinals());
    }
  }

  @Test
  void whatWasPutIsFoundByItself() {
    var vectors = RandomVectors.clustered(SEED, 40, 48);
    var index = index(48, Metric.COSINE);
    float[][] kept = vectors.parts(4000);
    int missed = 0;
    for (int ordinal = 0; ordinal < kept.length; ordinal++) {
      index.put(ordinal, one(kept[ordinal]));
      VectorHits hits = index.walk(VectorQuery.of(kept[ordinal], 1, all()), 40);
      missed += hits.ordinals()[0] == ordinal ? 0 : 1;
    }
    for (int ordinal = 0; ordinal < kept.length; ordinal++) {
      VectorHits hits = index.walk(VectorQuery.of(kept[ordinal], 1, all()), 40);
      missed += hits.ordinals()[0] == ordinal ? 0 : 1;
    }
    assertThat(missed).isLessThanOrEqualTo(4); // of 8,000
  }

  @Test
  void everyNodeHasALinkToIt() {
    var vectors = RandomVectors.clustered(SEED, 40, 16);
    var index = index(16, Metric.EUCLIDEAN);
    for (int ordinal = 0; ordinal < 2000; ordinal++) {
      index.put(ordinal, vectors.parts(1));
    }
    for (int ordinal = 0; ordinal < 2000; ordinal += 2) {
      index.remove(ordinal);
    }
    index.repair();
    GraphAudit.isSound(index);
  }

  @Test
  void tenThousandCopiesOfAVectorDoNotHideTheOthers() {
    var vectors = RandomVectors.clustered(SEED, 10, 16);
    var index = index(16, Metric.COSINE);
    float[] copy = vectors.next();
    float[][] others = vectors.parts(500);
    for (int i = 0; i < 10_000; i++) {
      index.put(i, one(copy));
      if (i % 20 == 0) {
        index.put(20_000 + i / 20, one(others[i / 20]));
      }
    }
    for (int i = 0; i < 500; i++) {
      VectorHits hits = index.walk(VectorQuery.of(others[i], 1, all()), 40);
      assertThat(hits.ordinals()).containsExactly(20_000 + i);
    }
    VectorHits copies = index.walk(VectorQuery.of(copy, 5, all()), 40);
    assertThat(copies.size()).isEqualTo(5);
    assertThat(Arrays.stream(copies.ordinals()).max().orElse(-1)).isBetween(0, 9999);
    for (int i = 0; i < 9990; i++) {
      index.remove(i);
    }
    index.repair();
    copies = index.walk(VectorQuery.of(copy, 10, OrdinalFilter.below(10_000)), 40);
    assertThat(copies.ordinals())
        .containsExactly(9990, 9991, 9992, 9993, 9994, 9995, 9996, 9997, 9998, 9999);
    GraphAudit.isSound(index);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 65})
  void oddDimensionsWork(int dimension) {
    for (Metric metric : Metric.values()) {
      var random = new Random(SEED);
      var model = new ExactModel(metric);
      var index = index(dimension, metric);
      for (int ordinal = 0; ordinal < 400; ordinal++) {
        float[][] parts = one(RandomVectors.whole(random, dimension));
        index.put(ordinal, parts);
        model.put(ordinal, parts);
      }
      for (int i = 0; i < 20; i++) {
        float[] query = RandomVectors.whole(random, dimension);
        VectorHits hits = index.search(query, 400, all());
        assertThat(hits.size()).isEqualTo(400);
        VectorHits walked = index.walk(VectorQuery.of(query, 1, all()), 40);
        if (metric != Metric.DOT) {
          assertThat(model.score(walked.ordinals()[0], query))
              .isGreaterThanOrEqualTo(model.search(query, 5, all()).getLast().score() - 1e-2);
        }
      }
    }
  }

  @Test
  void aFilterIsNeverPassedAndNeverShortens() {
    var vectors = RandomVectors.clustered(SEED, 30, 24);
    var index = index(24, Metric.COSINE);
    for (int ordinal = 0; ordinal < 4000; ordinal++) {
      index.put(ordinal, vectors.parts(1 + ordinal % 2));
    }
    var random = new Random(SEED);
    for (double share : new double[] {0.9, 0.5, 0.2, 0.05, 0.005, 0.0005}) {
      OrdinalFilter filter = RandomVectors.filter(random, 4000, share);
      for (int k : new int[] {1, 10, 100, 5000}) {
        VectorHits hits = index.search(vectors.next(), k, filter);
        assertThat(hits.size()).isEqualTo(Math.min(k, filter.cardinality()));
        assertThat(hits.ordinals()).doesNotHaveDuplicates();
        assertThat(Arrays.stream(hits.ordinals()).allMatch(filter::allows)).isTrue();
        assertThat(hits.complete()).isTrue();
      }
    }
  }

  @Test
  void allowedOnesInAFarCornerAreFoundThoughTheWalkNeverGetsThere() {
    var index = index(8, Metric.EUCLIDEAN);
    var random = new Random(SEED);
    var corner = new org.roaringbitmap.RoaringBitmap();
    for (int ordinal = 0; ordinal < 5000; ordinal++) {
      float[] vector = RandomVectors.whole(random, 8);
      if (ordinal % 3 == 0) {
        vector[0] += 1000;
        corner.add(ordinal);
      }
      index.put(ordinal, one(vector));
    }
    VectorHits hits = index.search(new float[8], 50, OrdinalFilter.of(corner));
    assertThat(hits.size()).isEqualTo(50);
    assertThat(Arrays.stream(hits.ordinals()).allMatch(corner::contains)).isTrue();
  }

  @Test
  void fewAllowedOnesAreScannedAndManyAreWalkedTo() {
    var vectors = RandomVectors.clustered(SEED, 30, 8);
    var index = index(8, Metric.COSINE);
    for (int ordinal = 0; ordinal < 4000; ordinal++) {
      index.put(ordinal, vectors.parts(1));
    }
    assertThat(index.search(vectors.next(), 5, all()).path()).isEqualTo("hnsw");
    assertThat(index.search(vectors.next(), 5, OrdinalFilter.below(50)).path())
        .isEqualTo("hnsw exact");
    OrdinalFilter mostlyUnknown = OrdinalFilter.below(1_000_000);
    assertThat(index.search(vectors.next(), 5, mostlyUnknown).size()).isEqualTo(5);
  }

  @Test
  void anOrdinalIsAsNearAsItsNearestPart() {
    var index = index(2, Metric.EUCLIDEAN);
    index.put(1, new float[][] {{0, 0}, {9, 9}, {-9, 9}});
    index.put(2, one(5, 5));
    VectorHits hits = index.search(new float[] {9, 8}, 5, all());
    assertThat(hits.ordinals()).containsExactly(1, 2);
    assertThat(hits.scores()[0]).isBetween(-1.1f, -0.9f);
  }

  @Test
  void everythingMayGoAndComeBack() {
    var vectors = RandomVectors.clustered(SEED, 5, 12);
    var index = index(12, Metric.COSINE);
    for (int round = 0; round < 3; round++) {
      for (int ordinal = 0; ordinal < 300; ordinal++) {
        index.put(ordinal, vectors.parts(1));
      }
      assertThat(index.search(vectors.next(), 300, all()).size()).isEqualTo(300);
      for (int ordinal = 0; ordinal < 300; ordinal++) {
        index.remove(ordinal);
        index.remove(ordinal);
        assertThat(index.count()).isEqualTo(299 - ordinal);
        assertThat(index.search(vectors.next(), 1, all()).size()).isEqualTo(ordinal < 299 ? 1 : 0);
      }
      assertThat(index.vectorCount()).isZero();
      assertThat(index.fingerprint()).isZero();
    }
  }

  @Test
  void theEntryPointMayDieAgainAndAgain() {
    var vectors = RandomVectors.clustered(SEED, 5, 12);
    var index = index(12, Metric.COSINE);
    for (int ordinal = 0; ordinal < 600; ordinal++) {
      index.put(ordinal, vectors.parts(1));
    }
    while (index.count() > 1) {
      int entry = index.graph().store().ordinal(index.graph().entry());
      if (entry < 0) {
        index.repair();
        continue;
      }
      index.remove(entry);
      VectorHits hits = index.walk(VectorQuery.of(vectors.next(), 1, all()), 40);
      assertThat(hits.size()).isEqualTo(1);
    }
  }

  @Test
  void replacedVectorsAnswerAtOnceAndTheirPlacesAreUsedAgain() {
    var vectors = RandomVectors.clustered(SEED, 5, 12);
    var index = index(12, Metric.COSINE);
    for (int ordinal = 0; ordinal < 500; ordinal++) {
      index.put(ordinal, vectors.parts(1));
    }
    long before = index.ramBytes();
    int missed = 0;
    for (int i = 0; i < 5000; i++) {
      float[] vector = vectors.next();
      index.put(i % 500, one(vector));
      VectorQuery query = VectorQuery.of(vector, 1, all());
      assertThat(index.search(query).ordinals()).containsExactly(i % 500);
      missed += index.walk(query, 40).ordinals()[0] == i % 500 ? 0 : 1;
    }
    assertThat(missed).isLessThanOrEqualTo(5);
    assertThat(index.vectorCount()).isEqualTo(500);
    assertThat(index.ramBytes()).isLessThan(before * 3 / 2);
  }

  @Test
  void equalPutsGiveEqualGraphs() {
    var left = index(12, Metric.COSINE);
    var right = index(12, Metric.COSINE);
    var vectors = RandomVectors.clustered(SEED, 5, 12);
    for (int ordinal = 0; ordinal < 500; ordinal++) {
      float[][] parts = vectors.parts(1);
      left.put(ordinal, parts);
      right.put(ordinal, parts);
    }
    for (int node = 0; node < 500; node++) {
      int[] mine = new int[16];
      int[] theirs = new int[16];
      left.graph().store().copyRow(node, 0, mine);
      right.graph().store().copyRow(node, 0, theirs);
      assertThat(mine).isEqualTo(theirs);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void aGraphBuiltAtOnceAnswersAsOneBuiltByPuts(int threads) {
    var vectors = RandomVectors.clustered(SEED, 20, 24);
    var flat = FlatVectorIndex.create(space(24, Metric.COSINE), FlatOptions.of(Encoding.INT8));
    for (int ordinal = 0; ordinal < 3000; ordinal++) {
      flat.put(ordinal, ordinal % 10 == 0 ? one(vectors.next()) : vectors.parts(1 + ordinal % 2));
    }
    flat.put(3000, one(1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6));
    flat.put(3001, one(1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9, 1, 2, 3, 4, 5, 6));
    try (var pool = Executors.newFixedThreadPool(threads)) {
      var built = HnswVectorIndex.build(flat.space(), SMALL, flat.int8View(), pool, threads);
      assertThat(built.fingerprint()).isEqualTo(flat.fingerprint());
      assertThat(built.count()).isEqualTo(flat.count());
      GraphAudit.isSound(built);
      int found = 0;
      for (int i = 0; i < 100; i++) {
        VectorQuery query = VectorQuery.of(vectors.next(), 10, all());
        int[] truth = flat.search(query).ordinals();
        for (int ordinal : built.walk(query, 64).ordinals()) {
          found += Arrays.stream(truth).anyMatch(o -> o == ordinal) ? 1 : 0;
        }
      }
      assertThat(found).isGreaterThan(930);
      built.put(9000, vectors.parts(2));
      built.remove(0);
      assertThat(built.count()).isEqualTo(flat.count());
    }
  }

  @Test
  void anExecutorThatNeverRunsDoesNotStopABuild() {
    var flat = FlatVectorIndex.create(space(4, Metric.COSINE), FlatOptions.of(Encoding.INT8));
    flat.put(1, one(1, 2, 3, 4));
    flat.put(2, one(4, 2, 3, 1));
    var built = HnswVectorIndex.build(flat.space(), SMALL, flat.int8View(), task -> {}, 4);
    assertThat(built.search(new float[] {1, 2, 3, 4}, 2, all()).ordinals()).containsExactly(1, 2);
  }

  @Test
  void whenTheTimeIsOverTheBestSoFarAreAnswered() {
    var vectors = RandomVectors.clustered(SEED, 20, 24);
    var index = index(24, Metric.COSINE);
    for (int ordinal = 0; ordinal < 3000; ordinal++) {
      index.put(ordinal, vectors.parts(1));
    }
    var spent = new SearchBudget(System.nanoTime() - 1);
    VectorQuery query = VectorQuery.of(vectors.next(), 10, all()).within(spent);
    VectorHits walked = index.search(query, 1000);
    assertThat(walked.complete()).isFalse();
    VectorHits scanned = index.exact(query);
    assertThat(scanned.complete()).isFalse();
    assertThat(scanned.size()).isEqualTo(10);
  }

  @Test
  void badVectorsAreRefusedAndNothingChanges() {
    var index = index(2, Metric.COSINE);
    index.put(1, one(1, 2));
    refuses(index, Reason.DIMENSION, 1, 2, 3);
    refuses(index, Reason.NOT_FINITE, 1, Float.NaN);
    refuses(index, Reason.NOT_FINITE, Float.POSITIVE_INFINITY, 1);
    refuses(index, Reason.ZERO_VECTOR, 0, 0);
    assertThatIllegalArgumentException().isThrownBy(() -> index.put(-1, one(1, 2)));
    assertThatIllegalArgumentException().isThrownBy(() -> index.put(1, new float[0][]));
    assertThat(index.search(new float[] {1, 2}, 9, all()).ordinals()).containsExactly(1);
    index.remove(7);
    index.remove(-7);
    index.remove(Integer.MAX_VALUE);
    assertThat(index.search(new float[] {1, 2}, 9, OrdinalFilter.of()).size()).isZero();
    assertThat(index.search(new float[] {1, 2}, 9, OrdinalFilter.of(5, 99_999)).size()).isZero();
    assertThat(index.searchAmong(new float[] {1, 2}, 9, new int[] {5, 1}).size()).isEqualTo(1);
    assertThat(index.searchAmong(new float[] {1, 2}, 9, new int[0]).size()).isZero();
  }

  private static void refuses(HnswVectorIndex index, Reason reason, float... vector) {
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> index.put(1, new float[][] {{1, 1}, vector}))
        .matches(e -> e.reason() == reason);
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> index.search(vector, 1, all()))
        .matches(e -> e.reason() == reason);
  }

  @Test
  void anEmptyIndexAnswersNothing() {
    var index = index(2, Metric.COSINE);
    assertThat(index.search(new float[] {1, 2}, 9, all()).size()).isZero();
    assertThat(index.fingerprint()).isZero();
    assertThat(index.kind()).isEqualTo("hnsw");
    assertThat(index.ready()).isTrue();
    assertThat(index.capabilities().filtered()).isTrue();
    index.repair();
  }

  @Test
  void aClosedIndexSaysSo() {
    var index = index(2, Metric.COSINE);
    index.put(1, one(1, 2));
    index.close();
    index.close();
    assertThatIllegalStateException().isThrownBy(() -> index.put(1, one(1, 2)));
    assertThatIllegalStateException().isThrownBy(() -> index.search(new float[] {1, 2}, 9, all()));
  }

  @Test
  void optionsOutOfRangeAreNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HnswOptions(3, 100, 64, 1, 64))
        .withMessageContaining("links");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HnswOptions(16, 15, 64, 1, 64))
        .withMessageContaining("buildBreadth");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HnswOptions(16, 100, 0, 1, 64))
        .withMessageContaining("searchBreadth");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HnswOptions(16, 100, 64, 1, 100))
        .withMessageContaining("chunkNodes");
  }
}
