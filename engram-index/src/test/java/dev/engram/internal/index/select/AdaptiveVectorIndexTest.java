package dev.engram.internal.index.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.Encoding;
import dev.engram.internal.index.flat.FlatOptions;
import dev.engram.internal.index.flat.FlatVectorIndex;
import dev.engram.internal.index.hnsw.GraphAudit;
import dev.engram.internal.index.hnsw.HnswOptions;
import dev.engram.internal.index.hnsw.HnswVectorIndex;
import dev.engram.internal.index.hnswlib.HeldTasks;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.ExactModel;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SavedFiles;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AdaptiveVectorIndexTest {
  private static final int DIMENSION = 24;
  private static final VectorSpace SPACE = new VectorSpace("test", DIMENSION, Metric.COSINE);
  private static final HnswOptions GRAPH = new HnswOptions(12, 60, 64, 7, 256);
  private static final AdaptiveOptions OPTIONS =
      new AdaptiveOptions(200, 600, 100_000_000, 0, false, GRAPH);
  private static final OrdinalFilter ALL = OrdinalFilter.below(10_000);
  private static final Executor AT_ONCE = Runnable::run;
  private static final Executor REFUSES =
      task -> {
        throw new RejectedExecutionException();
      };

  private static AdaptiveVectorIndex filled(
      RandomVectors vectors, int count, AdaptiveOptions options, Executor executor) {
    var index = AdaptiveVectorIndex.create(SPACE, options, executor);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      index.put(ordinal, vectors.parts(1));
    }
    return index;
  }

  @Test
  void floatsServeUntilTheCorpusHasGrownThenCodesDo() {
    var vectors = RandomVectors.clustered(1, 10, DIMENSION);
    var later = new AdaptiveOptions(2000, 9000, 100_000_000, 0, false, GRAPH);
    var index = filled(vectors, 1999, later, AT_ONCE);
    long floats = index.ramBytes();
    index.put(1999, vectors.parts(1));
    assertThat(index.ramBytes()).isLessThan(floats * 2 / 3);
    assertThat(index.count()).isEqualTo(2000);
    assertThat(index.search(vectors.next(), 2000, ALL).size()).isEqualTo(2000);
  }

  @Test
  void manyAreSearchedByGraphOnceItIsCheaperAndFewAreCompared() {
    var vectors = RandomVectors.clustered(2, 10, DIMENSION);
    var index = filled(vectors, 20_000, OPTIONS, AT_ONCE);
    float[] query = vectors.next();
    var everyone = OrdinalFilter.below(20_000);
    assertThat(index.capabilities().sublinear()).isTrue();
    assertThat(index.search(query, 10, OrdinalFilter.below(50)).path()).contains("exact");
    assertThat(index.search(query, 10, everyone).size()).isEqualTo(10);
  }

  @Test
  void whileAGraphIsBuiltEverythingIsFoundAndWhatWasPutMeanwhileIsFoundAfter() {
    var vectors = RandomVectors.clustered(3, 10, DIMENSION);
    var tasks = new HeldTasks();
    var index = filled(vectors, 700, OPTIONS, tasks);
    float[] fresh = vectors.next();
    index.put(5000, new float[][] {fresh});
    assertThat(index.ready()).isFalse();
    assertThat(index.search(fresh, 1, ALL).ordinals()).containsExactly(5000);
    tasks.run();
    assertThat(index.ready()).isTrue();
    assertThat(index.search(fresh, 1, ALL).ordinals()).containsExactly(5000);
    index.put(5001, new float[][] {fresh});
    assertThat(index.search(fresh, 2, ALL).ordinals()).containsExactlyInAnyOrder(5000, 5001);
  }

  @Test
  void noGraphIsBuiltWhenMemoryDoesNotPermit() {
    var vectors = RandomVectors.clustered(4, 10, DIMENSION);
    var tight = new AdaptiveOptions(200, 600, 100_000, 0, false, GRAPH);
    var index = filled(vectors, 900, tight, AT_ONCE);
    assertThat(index.capabilities().sublinear()).isFalse();
  }

  @Test
  void underPressureTheGraphGoesFirstThenCopiesAndNothingIsLost() {
    var vectors = RandomVectors.clustered(5, 10, DIMENSION);
    var all = new HashMap<Integer, float[][]>();
    var index = kept(vectors, 3000, all);
    VectorSource vault = vault(all);
    index.upkeep(vault);
    assertThat(index.capabilities().sublinear()).isTrue();
    var query = VectorQuery.of(vectors.next(), 10, ALL).from(vault);
    VectorHits before = exact(all).search(query);
    long whole = index.ramBytes();

    index.pressure(Pressure.ELEVATED);
    assertThat(index.capabilities().sublinear()).isFalse();
    assertThat(common(index.search(query), before)).isGreaterThanOrEqualTo(8);
    index.temperatures(new Temperatures(OrdinalFilter.of(), OrdinalFilter.below(1000)));
    index.upkeep(vault);
    assertThat(common(index.search(query), before)).isGreaterThanOrEqualTo(8);
    long elevated = index.ramBytes();

    index.pressure(Pressure.CRITICAL);
    index.upkeep(vault);
    assertThat(index.capabilities().holdsVectors()).isFalse();
    assertThat(common(index.search(query), before)).isGreaterThanOrEqualTo(8);
    assertThat(index.count()).isEqualTo(3000);
    assertThat(index.ramBytes()).isLessThan(elevated);
    assertThat(elevated).isLessThan(whole);
  }

  private static FlatVectorIndex exact(Map<Integer, float[][]> all) {
    var exact = FlatVectorIndex.create(SPACE, FlatOptions.of(Encoding.FLOAT32));
    all.forEach(exact::put);
    return exact;
  }

  /** How many of ten are in both: the ways to answer differ at the margin. */
  private static long common(VectorHits one, VectorHits other) {
    assertThat(one.size()).isEqualTo(10);
    return IntStream.of(one.ordinals())
        .filter(found -> IntStream.of(other.ordinals()).anyMatch(ordinal -> ordinal == found))
        .count();
  }

  private static AdaptiveVectorIndex kept(
      RandomVectors vectors, int count, Map<Integer, float[][]> all) {
    var index = AdaptiveVectorIndex.create(SPACE, OPTIONS, AT_ONCE);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      all.put(ordinal, vectors.parts(1));
      index.put(ordinal, all.get(ordinal));
    }
    return index;
  }

  private static VectorSource vault(Map<Integer, float[][]> all) {
    return ordinals ->
        IntStream.of(ordinals).mapToObj(o -> Optional.ofNullable(all.get(o))).toList();
  }

  @Test
  void whatPressureTookIsReadBackAndLinkedWhenItEases() {
    var vectors = RandomVectors.clustered(9, 10, DIMENSION);
    var all = new HashMap<Integer, float[][]>();
    var index = kept(vectors, 1000, all);
    VectorSource vault = vault(all);
    long content = index.fingerprint();
    float[] query = vectors.next();
    VectorHits before = exact(all).search(query, 10, ALL);
    index.pressure(Pressure.CRITICAL);
    index.upkeep(vault);
    VectorHits read = index.search(VectorQuery.of(query, 10, ALL).from(vault));
    assertThat(common(read, before)).isGreaterThanOrEqualTo(8);
    index.pressure(Pressure.NORMAL);
    index.upkeep(vault);
    assertThat(index.capabilities().sublinear()).isTrue();
    assertThat(common(index.search(query, 10, ALL), before)).isGreaterThanOrEqualTo(8);
    assertThat(index.fingerprint()).isEqualTo(content);
  }

  @Test
  void aDamagedGraphIsReportedLeftOutAndBuiltAnew() {
    var vectors = RandomVectors.clustered(10, 10, DIMENSION);
    var index = filled(vectors, 900, OPTIONS, AT_ONCE);
    var files =
        SavedFiles.of(index.image()).image().files().stream()
            .map(file ->
                file.name().startsWith("hnsw")
                    ? new IndexImage.File(file.name(), () -> new byte[40])
                    : file)
            .toList();
    var loaded = AdaptiveVectorIndex.load(SPACE, OPTIONS, AT_ONCE, new IndexImage(files));
    assertThat(loaded.incomplete()).isTrue();
    float[] query = vectors.next();
    assertThat(common(loaded.search(query, 10, ALL), index.search(query, 10, ALL)))
        .isGreaterThanOrEqualTo(8);
    loaded.upkeep(VectorSource.NONE);
    assertThat(loaded.capabilities().sublinear()).isTrue();
  }

  @Test
  void everyShapeAnswersNearlyAsTheModelDoes() {
    long seed = System.nanoTime();
    var vectors = RandomVectors.clustered(seed, 20, DIMENSION);
    var random = new Random(seed);
    var model = new ExactModel(Metric.COSINE);
    var index = AdaptiveVectorIndex.create(SPACE, OPTIONS, AT_ONCE);
    double recall = 0;
    for (int step = 0; step < 4000; step++) {
      int ordinal = random.nextInt(Math.max(1, step / 2));
      if (random.nextInt(6) == 0) {
        index.remove(ordinal);
        model.remove(ordinal);
      } else {
        float[][] parts = vectors.parts(1 + random.nextInt(2));
        index.put(ordinal, parts);
        model.put(ordinal, parts);
      }
      if (step % 40 == 0) {
        float[] query = vectors.next();
        OrdinalFilter filter = RandomVectors.filter(random, 2000, random.nextDouble());
        VectorHits hits = index.search(query, 10, filter);
        assertThat(hits.size()).isEqualTo(model.search(query, 10, filter).size());
        recall += model.recall(hits, query, 10, filter) / 100;
      }
    }
    assertThat(recall).isGreaterThan(0.93);
    assertThat(index.vectorCount()).isEqualTo(model.vectorCount());
  }

  @Test
  void eachShapeIsLoadedAsItWasSaved() {
    for (int size : new int[] {0, 150, 400, 900}) {
      var vectors = RandomVectors.clustered(6, 10, DIMENSION);
      var index = filled(vectors, size, OPTIONS, AT_ONCE);
      var saved = SavedFiles.of(index.image()).image();
      var loaded = AdaptiveVectorIndex.load(SPACE, OPTIONS, REFUSES, saved);
      float[] query = vectors.next();
      VectorHits before = index.search(query, 10, ALL);
      VectorHits after = loaded.search(query, 10, ALL);
      assertThat(after.size()).isEqualTo(before.size());
      if (size > 0) {
        assertThat(common(after, before)).isGreaterThanOrEqualTo(8);
      }
    }
  }

  @Test
  void whatWasSavedSmallIsGrownAtLoadWhenTheOptionsAskForIt() {
    var vectors = RandomVectors.clustered(7, 10, DIMENSION);
    var small = new AdaptiveOptions(5000, 5000, 100_000_000, 0, false, GRAPH);
    var index = filled(vectors, 900, small, AT_ONCE);
    var saved = SavedFiles.of(index.image()).image();
    var loaded = AdaptiveVectorIndex.load(SPACE, OPTIONS, AT_ONCE, saved);
    loaded.put(900, vectors.parts(1));
    assertThat(loaded.capabilities().sublinear()).isTrue();
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() ->
            AdaptiveVectorIndex.load(
                new VectorSpace("other", DIMENSION, Metric.COSINE), OPTIONS, AT_ONCE, saved));
  }

  @Test
  @Timeout(60)
  void searchesGoOnWhileTheShapeChanges() throws Exception {
    var vectors = RandomVectors.clustered(8, 10, DIMENSION);
    var done = new AtomicBoolean();
    try (var threads = Executors.newFixedThreadPool(3)) {
      var index = AdaptiveVectorIndex.create(SPACE, OPTIONS, threads);
      float[] mark = vectors.next();
      index.put(0, new float[][] {mark});
      var reader =
          threads.submit(() -> {
            int reads = 0;
            do {
              assertThat(index.search(mark, 1, ALL).ordinals()).containsExactly(0);
              reads++;
            } while (!done.get());
            return reads;
          });
      for (int ordinal = 1; ordinal < 2000; ordinal++) {
        index.put(ordinal, vectors.parts(1));
      }
      done.set(true);
      assertThat(reader.get()).isPositive();
    }
  }

  @Test
  void optionsOutOfRangeAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveOptions(-1, 600, 1, 0, false, GRAPH))
        .withMessageContaining("leanThreshold");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveOptions(700, 600, 1, 0, false, GRAPH))
        .withMessageContaining("graphThreshold");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new AdaptiveOptions(1, 600, -1, 0, false, GRAPH))
        .withMessageContaining("memoryBudgetBytes");
  }

  @Test
  void noGraphThatIsSavedAfterAWipeHoldsWhatIsDead() {
    var vectors = RandomVectors.clustered(23, 10, DIMENSION);
    var index = filled(vectors, 700, OPTIONS, AT_ONCE);
    for (int ordinal = 0; ordinal < 20; ordinal++) {
      index.remove(ordinal);
    }
    assertThat(GraphAudit.dead(graph(index))).as("the proof can fail").isPositive();
    index.wipe();
    assertThat(index.ready()).isTrue();
    assertThat(GraphAudit.dead(graph(index))).isZero();
    assertThat(index.search(vectors.next(), 700, ALL).size()).isEqualTo(680);
  }

  @Test
  void aWipeWhileAGraphIsBuiltBeginsItAnew() {
    var vectors = RandomVectors.clustered(29, 10, DIMENSION);
    var tasks = new HeldTasks();
    var index = filled(vectors, 700, OPTIONS, tasks);
    index.remove(3);
    index.wipe();
    tasks.run();
    assertThat(index.ready()).isTrue();
    assertThat(GraphAudit.dead(graph(index))).isZero();
    assertThat(index.search(vectors.next(), 700, ALL).size()).isEqualTo(699);
  }

  private static HnswVectorIndex graph(AdaptiveVectorIndex index) {
    return HnswVectorIndex.load(SPACE, GRAPH, SavedFiles.of(index.image()).image());
  }
}
