package dev.engram.internal.index.lean;

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
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeanVectorIndexTest {
  private static final VectorSpace PLANE = new VectorSpace("plane", 2, Metric.DOT);
  private static final OrdinalFilter ALL = OrdinalFilter.below(1000);

  private static LeanVectorIndex index(Refine refine) {
    return LeanVectorIndex.create(PLANE, LeanOptions.of(refine));
  }

  private static float[][] one(float... vector) {
    return new float[][] {vector};
  }

  /** Everything that was put, as the vault has it. */
  private static VectorSource source(List<float[][]> vectors) {
    return ordinals ->
        Arrays.stream(ordinals).mapToObj(ordinal -> Optional.of(vectors.get(ordinal))).toList();
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void anEmptyIndexFindsNothing(Refine refine) {
    assertThat(index(refine).search(new float[] {1, 0}, 3, ALL).size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void tiesGoToTheSmallerOrdinal(Refine refine) {
    var index = index(refine);
    for (int ordinal : new int[] {9, 2, 7, 4}) {
      index.put(ordinal, one(1, 0));
    }
    assertThat(index.search(new float[] {1, 0}, 3, ALL).ordinals()).containsExactly(2, 4, 7);
  }

  @Test
  void anOrdinalScoresAsItsBestPart() {
    var index = index(Refine.BYTES);
    index.put(1, new float[][] {{0, 1}, {5, 0}, {-9, 0}});
    index.put(2, one(4, 0));
    var hits = index.search(new float[] {1, 0}, 2, ALL);
    assertThat(hits.ordinals()).containsExactly(1, 2);
    assertThat(hits.scores()[0]).isCloseTo(5, within(0.05f));
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void withASourceScoresAreExactWhateverIsKept(Refine refine) {
    var vectors = RandomVectors.clustered(3, 5, 40);
    for (Metric metric : Metric.values()) {
      var model = new ExactModel(metric);
      var index =
          LeanVectorIndex.create(new VectorSpace("test", 40, metric), LeanOptions.of(refine));
      var all = new ArrayList<float[][]>();
      for (int ordinal = 0; ordinal < 200; ordinal++) {
        all.add(vectors.parts(1 + ordinal % 3));
        index.put(ordinal, all.getLast());
        model.put(ordinal, all.getLast());
      }
      float[] query = vectors.next();
      var hits = index.search(VectorQuery.of(query, 10, ALL).from(source(all)));
      for (int i = 0; i < hits.size(); i++) {
        double exact = model.score(hits.ordinals()[i], query);
        double error = refine == Refine.BYTES ? 0.01 * (1 + Math.abs(exact)) : 1e-3;
        assertThat((double) hits.scores()[i]).isCloseTo(exact, within(error));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void whatTheSourceDoesNotHaveIsStillFoundByItsCodes(Refine refine) {
    var index = index(refine);
    index.put(1, one(1, 0));
    index.put(2, one(2, 0));
    VectorSource holes =
        ordinals ->
            Arrays.stream(ordinals)
                .mapToObj(o -> o == 1 ? Optional.<float[][]>empty() : Optional.of(one(2, 0)))
                .toList();
    VectorSource lying =
        ordinals -> List.of(Optional.of(one(1, 2, 3)), Optional.of(new float[0][]));
    for (VectorSource source : List.of(holes, lying)) {
      assertThat(index.search(VectorQuery.of(new float[] {1, 0}, 5, ALL).from(source)).ordinals())
          .containsExactlyInAnyOrder(1, 2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void manyPartsDoNotShortenTheAnswer(Refine refine) {
    var index = index(refine);
    var random = new Random(8);
    for (int ordinal = 0; ordinal < 40; ordinal++) { // all rows of the first few are the nearest
      float near = 40 - ordinal;
      float[][] parts = new float[60][];
      Arrays.setAll(parts, part -> new float[] {near, random.nextFloat()});
      index.put(ordinal, parts);
    }
    for (VectorHits hits : ways(index, VectorQuery.of(new float[] {1, 0}, 30, ALL))) {
      assertThat(hits.size()).isEqualTo(30);
    }
  }

  private static List<VectorHits> ways(LeanVectorIndex index, VectorQuery query) {
    return List.of(index.search(query), index.scan(query), index.walk(query), index.exact(query));
  }

  @Test
  void vectorsAtTheEdgeOfWhatAFloatHoldsAreFound() {
    float huge = 1.5e18f;
    for (Metric metric : Metric.values()) {
      var index =
          LeanVectorIndex.create(new VectorSpace("edge", 6, metric), LeanOptions.of(Refine.NONE));
      for (int ordinal = 0; ordinal < 200; ordinal++) {
        float[] vector = new float[6];
        Arrays.fill(vector, ordinal % 2 == 0 ? huge : -huge);
        vector[ordinal % 6] = Float.MIN_VALUE;
        index.put(ordinal, one(vector));
      }
      var query = VectorQuery.of(new float[] {huge, huge, huge, huge, huge, huge}, 150, ALL);
      for (VectorHits hits : ways(index, query)) {
        assertThat(hits.size()).isEqualTo(150);
        for (float score : hits.scores()) {
          assertThat(score).isNotNaN();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 63, 64, 65, 128, 1000})
  void everyDimensionWorksUnderEveryMetric(int dimension) {
    var vectors = RandomVectors.clustered(dimension, 8, dimension);
    for (Metric metric : Metric.values()) {
      var space = new VectorSpace("test", dimension, metric);
      for (Refine refine : EnumSet.range(Refine.NONE, Refine.BYTES)) {
        var model = new ExactModel(metric);
        var index = LeanVectorIndex.create(space, new LeanOptions(refine, 64));
        var all = new ArrayList<float[][]>();
        for (int ordinal = 0; ordinal < 400; ordinal++) {
          all.add(vectors.parts(1));
          index.put(ordinal, all.getLast());
          model.put(ordinal, all.getLast());
        }
        double found = 0;
        for (int i = 0; i < 10; i++) {
          float[] query = vectors.next();
          var question = VectorQuery.of(query, 10, ALL).from(source(all));
          VectorHits hits = index.scan(question);
          assertThat(hits.size()).isEqualTo(10);
          double worst = model.search(query, 10, ALL).getLast().score();
          for (int ordinal : hits.ordinals()) { // ties are as good
            double score = model.score(ordinal, query);
            found += score >= worst - 0.01 * Math.abs(worst) ? 0.01 : 0;
          }
        }
        assertThat(found).as(metric + " " + refine).isGreaterThan(dimension < 60 ? 0.8 : 0.95);
      }
    }
  }

  @Test
  void hammingDistancesAreExactFromOneBit() {
    var space = new VectorSpace("test", 70, Metric.HAMMING);
    var vectors = RandomVectors.clustered(5, 4, 70);
    var model = new ExactModel(Metric.HAMMING);
    var index = LeanVectorIndex.create(space, LeanOptions.of(Refine.NONE));
    for (int ordinal = 0; ordinal < 500; ordinal++) {
      float[][] parts = vectors.parts(1);
      index.put(ordinal, parts);
      model.put(ordinal, parts);
    }
    float[] query = vectors.next();
    var hits = index.search(query, 20, ALL);
    var truth = model.search(query, 20, ALL);
    for (int i = 0; i < 20; i++) {
      assertThat((double) hits.scores()[i]).isEqualTo(truth.get(i).score());
    }
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void theFingerprintIsThatOfAFlatIndexHoweverItCameAbout(Refine refine) {
    for (Metric metric : Metric.values()) {
      var random = new Random(6);
      var space = new VectorSpace("test", 9, metric);
      var lean = LeanVectorIndex.create(space, new LeanOptions(refine, 64));
      var flat = FlatVectorIndex.create(space, new FlatOptions(Encoding.INT8, 16));
      for (int i = 0; i < 600; i++) {
        int ordinal = random.nextInt(100);
        if (random.nextInt(4) == 0) {
          lean.remove(ordinal);
          flat.remove(ordinal);
        } else {
          float[][] parts = RandomVectors.wholeParts(random, 9);
          lean.put(ordinal, parts);
          flat.put(ordinal, parts);
        }
      }
      assertThat(lean.fingerprint()).isEqualTo(flat.fingerprint());
      lean.keepCopies(below(50), VectorSource.NONE, 5_000);
      assertThat(lean.fingerprint()).isEqualTo(flat.fingerprint());
    }
  }

  @Test
  void aSpentBudgetAnswersWithWhatWasFoundAndSaysSo() {
    var index = LeanVectorIndex.create(PLANE, new LeanOptions(Refine.NONE, 64));
    for (int ordinal = 0; ordinal < 1000; ordinal++) {
      index.put(ordinal, one(1, ordinal));
    }
    VectorSource never =
        ordinals -> {
          throw new AssertionError("there is no time to read");
        };
    var query = VectorQuery.of(new float[] {1, 0}, 10, ALL).from(never);
    var hits = index.scan(query.within(new SearchBudget(System.nanoTime() - 1)));
    assertThat(hits.complete()).isFalse();
    assertThat(hits.size()).isEqualTo(10);
    assertThat(index.scan(query.from(VectorSource.NONE)).complete()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void onlyAllowedOrdinalsAreFoundAndOnlyHeldOnes(Refine refine) {
    var index = index(refine);
    for (int ordinal = 0; ordinal < 100; ordinal++) {
      index.put(ordinal, one(ordinal, 0));
    }
    float[] query = {1, 0};
    assertThat(index.search(query, 5, OrdinalFilter.of()).size()).isZero();
    for (VectorHits hits : ways(index, VectorQuery.of(query, 5, OrdinalFilter.of(7)))) {
      assertThat(hits.ordinals()).containsExactly(7);
    }
    var some = OrdinalFilter.of(3, 98, 100, 5_000_000);
    for (VectorHits hits : ways(index, VectorQuery.of(query, 5, some))) {
      assertThat(hits.ordinals()).containsExactly(98, 3);
    }
    assertThat(index.search(query, 1000, OrdinalFilter.below(1 << 20)).size()).isEqualTo(100);
    assertThat(index.search(query, Integer.MAX_VALUE, ALL).size()).isEqualTo(100);
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void candidatesAreRankedWithoutRegardToTheFilter(Refine refine) {
    var index = index(refine);
    for (int ordinal = 0; ordinal < 100; ordinal++) {
      index.put(ordinal, one(ordinal, 0));
    }
    int[] candidates = {50, 7, 300, 99};
    assertThat(index.searchAmong(new float[] {1, 0}, 2, candidates).ordinals())
        .containsExactly(99, 50);
    assertThat(index.searchAmong(new float[] {1, 0}, 2, new int[0]).size()).isZero();
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void aBadPutLeavesTheIndexAsItWas(Refine refine) {
    var index = index(refine);
    index.put(1, one(1, 0));
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> index.put(1, new float[][] {{2, 0}, {Float.NaN, 0}}));
    assertThatIllegalArgumentException().isThrownBy(() -> index.put(1, new float[0][]));
    assertThatIllegalArgumentException().isThrownBy(() -> index.put(-1, one(1, 0)));
    assertThatIllegalArgumentException().isThrownBy(() -> index.put(1, new float[5000][2]));
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> index.search(new float[3], 1, ALL));
    index.remove(6);
    index.remove(-1);
    assertThat(index.search(new float[] {1, 0}, 9, ALL).ordinals()).containsExactly(1);
    index.remove(1);
    index.remove(1);
    assertThat(index.count()).isZero();
    index.close();
    index.close();
    assertThatIllegalStateException().isThrownBy(() -> index.search(new float[2], 1, ALL));
    assertThatIllegalStateException().isThrownBy(() -> index.put(1, one(1, 0)));
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void memoryComesBackWhenHalfIsRemovedAndPutAgain(Refine refine) {
    var space = new VectorSpace("test", 64, Metric.COSINE);
    var vectors = RandomVectors.clustered(17, 10, 64);
    var index = LeanVectorIndex.create(space, new LeanOptions(refine, 256));
    IntStream.range(0, 4000).forEach(i -> index.put(2 * i, vectors.parts(1)));
    long fresh = index.ramBytes();
    var random = new Random(2);
    for (int round = 0; round < 5; round++) {
      int[] half = random.ints(0, 4000).distinct().limit(2000).toArray();
      Arrays.stream(half).forEach(i -> index.remove(2 * i));
      assertThat(index.ramBytes()).isLessThan(fresh * 3 / 4);
      Arrays.stream(half).forEach(i -> index.put(2 * i, vectors.parts(1)));
      assertThat(index.ramBytes()).isBetween(fresh * 9 / 10, fresh * 11 / 10);
    }
  }

  @Test
  void coldOrdinalsGiveTheirCopiesUpAndHotOnesGetThemBack() {
    var space = new VectorSpace("test", 48, Metric.COSINE);
    var vectors = RandomVectors.clustered(4, 10, 48);
    var model = new ExactModel(Metric.COSINE);
    var index = LeanVectorIndex.create(space, new LeanOptions(Refine.BYTES, 64));
    var all = new ArrayList<float[][]>();
    for (int ordinal = 0; ordinal < 1000; ordinal++) {
      all.add(vectors.parts(1 + ordinal % 2));
      index.put(ordinal, all.getLast());
      model.put(ordinal, all.getLast());
    }
    long full = index.ramBytes();
    long fingerprint = index.fingerprint();
    assertThat(index.keepCopies(below(200), source(all), 5_000)).isEqualTo(800);
    assertThat(index.copies()).isEqualTo(300);
    assertThat(index.ramBytes()).isLessThan(full * 6 / 10);
    assertThat(recall(index, model, vectors, source(all))).isGreaterThan(0.95);
    assertThat(index.keepCopies(below(600), source(all), 5_000)).isEqualTo(400);
    assertThat(index.copies()).isEqualTo(900);
    assertThat(index.fingerprint()).isEqualTo(fingerprint);
    assertThat(index.keepCopies(below(1_000), source(all), 5_000)).isEqualTo(400);
    assertThat(index.copies()).isEqualTo(1500);
    assertThat(recall(index, model, vectors, VectorSource.NONE)).isGreaterThan(0.95);
  }

  private static IntFunction<Refine> below(int hot) {
    return ordinal -> ordinal < hot ? Refine.BYTES : Refine.NONE;
  }

  private static double recall(
      LeanVectorIndex index, ExactModel model, RandomVectors vectors, VectorSource source) {
    double recall = 0;
    for (int i = 0; i < 20; i++) {
      float[] query = vectors.next();
      var hits = index.scan(VectorQuery.of(query, 10, ALL).from(source));
      recall += model.recall(hits, query, 10, ALL) / 20;
    }
    return recall;
  }

  @ParameterizedTest
  @EnumSource(names = "FLOATS", mode = EnumSource.Mode.EXCLUDE)
  void whatWasCodedBeforeTheCentroidWasKnownIsCodedAnew(Refine refine) {
    var space = new VectorSpace("test", 96, Metric.COSINE);
    var random = new Random(12);
    var all = new ArrayList<float[][]>();
    var model = new ExactModel(Metric.COSINE);
    var index = LeanVectorIndex.create(space, new LeanOptions(refine, 64));
    for (int ordinal = 0; ordinal < 900; ordinal++) {
      float[] vector = new float[96];
      for (int i = 0; i < 96; i++) {
        vector[i] = (float) (1 + 0.3 * random.nextGaussian());
      }
      all.add(one(vector));
      index.put(ordinal, all.getLast());
      model.put(ordinal, all.getLast());
    }
    long fingerprint = index.fingerprint();
    assertThat(index.refresh(source(all), Integer.MAX_VALUE)).isBetween(250, 320);
    assertThat(index.refresh(source(all), Integer.MAX_VALUE)).isZero();
    assertThat(index.fingerprint()).isEqualTo(fingerprint);
    double recall = 0;
    for (int i = 0; i < 10; i++) {
      float[] query = all.get(random.nextInt(900))[0];
      var hits = index.scan(VectorQuery.of(query, 10, ALL).from(source(all)));
      recall += model.recall(hits, query, 10, ALL) / 10;
    }
    assertThat(recall).isGreaterThan(0.9);
  }
}
