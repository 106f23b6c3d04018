package dev.engram.internal.index.hnswlib;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.flat.Int8Code;
import dev.engram.internal.index.image.IndexImage;
import dev.engram.internal.index.vector.ExactModel;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SavedFiles;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HnswlibVectorIndexTest {
  private static final int DIMENSION = 24;
  private static final Executor AT_ONCE = Runnable::run;
  private static final Executor REFUSES =
      task -> {
        throw new RejectedExecutionException();
      };
  private static final HnswlibOptions OPTIONS = new HnswlibOptions(12, 60, 64, 400);

  private static VectorSpace space(Metric metric) {
    return new VectorSpace("test", DIMENSION, metric);
  }

  private static HnswlibVectorIndex filled(RandomVectors vectors, int count, Executor executor) {
    var index = HnswlibVectorIndex.create(space(Metric.COSINE), OPTIONS, executor);
    for (int ordinal = 0; ordinal < count; ordinal++) {
      index.put(ordinal, vectors.parts(1));
    }
    return index;
  }

  @ParameterizedTest
  @EnumSource
  void answersNearlyAsTheModelDoesWhateverWasPutReplacedAndRemoved(Metric metric) {
    long seed = System.nanoTime();
    var vectors = RandomVectors.clustered(seed, 30, DIMENSION);
    var random = new Random(seed);
    var model = new ExactModel(metric);
    var index = HnswlibVectorIndex.create(space(metric), OPTIONS, AT_ONCE);
    double recall = 0;
    int searches = 0;
    for (int step = 0; step < 6000; step++) {
      int ordinal = random.nextInt(2000);
      if (random.nextInt(5) == 0) {
        index.remove(ordinal);
        model.remove(ordinal);
      } else {
        float[][] parts = vectors.parts(1 + random.nextInt(2));
        index.put(ordinal, parts);
        model.put(ordinal, parts);
      }
      if (step % 60 == 59) {
        float[] query = vectors.next();
        int k = 1 + random.nextInt(20);
        OrdinalFilter filter = RandomVectors.filter(random, 2500, random.nextDouble());
        VectorHits hits = index.search(query, k, filter);
        assertThat(hits.size()).isEqualTo(model.search(query, k, filter).size());
        assertThat(Arrays.stream(hits.ordinals()).distinct().count()).isEqualTo(hits.size());
        for (int found : hits.ordinals()) {
          assertThat(filter.allows(found)).isTrue();
          model.score(found, query); // fails for one that was removed
        }
        recall += model.recall(hits, query, k, filter);
        searches++;
      }
    }
    assertThat(index.count()).isEqualTo(model.count());
    assertThat(index.vectorCount()).isEqualTo(model.vectorCount());
    assertThat(recall / searches).isGreaterThan(0.93);
  }

  @Test
  void theGraphAnswersABroadQueryAndTheScanASelectiveOne() {
    var vectors = RandomVectors.clustered(1, 20, DIMENSION);
    var index = filled(vectors, 1500, AT_ONCE);
    float[] query = vectors.next();
    assertThat(index.search(query, 10, OrdinalFilter.below(1500)).path()).isEqualTo("hnsw");
    VectorHits few = index.search(query, 10, OrdinalFilter.of(3, 700, 701, 1499));
    assertThat(few.path()).isEqualTo("hnsw>flat");
    assertThat(few.size()).isEqualTo(4);
    assertThat(index.search(query, 5000, OrdinalFilter.below(1500)).size()).isEqualTo(1500);
  }

  @Test
  void aPutIsFoundBeforeItIsLinked() {
    var vectors = RandomVectors.clustered(2, 20, DIMENSION);
    var tasks = new HeldTasks();
    var index = filled(vectors, 1200, tasks);
    tasks.run();
    float[] fresh = vectors.next();
    index.put(5000, new float[][] {fresh});
    index.put(17, new float[][] {fresh});
    assertThat(index.unlinked()).isEqualTo(2);
    VectorHits hits = index.search(fresh, 2, OrdinalFilter.below(6000));
    assertThat(hits.path()).isEqualTo("hnsw");
    assertThat(hits.ordinals()).containsExactly(17, 5000);
    tasks.run();
    assertThat(index.unlinked()).isZero();
    assertThat(index.search(fresh, 2, OrdinalFilter.below(6000)).ordinals())
        .containsExactly(17, 5000);
  }

  @Test
  void aRemovedOrdinalIsNotFoundThoughTheGraphStillKnowsIt() {
    var vectors = RandomVectors.clustered(3, 20, DIMENSION);
    var index = filled(vectors, 1200, AT_ONCE);
    float[] query = vectors.next();
    int best = index.search(query, 1, OrdinalFilter.below(1200)).ordinals()[0];
    index.remove(best);
    VectorHits hits = index.search(query, 1, OrdinalFilter.below(1200));
    assertThat(hits.path()).isEqualTo("hnsw");
    assertThat(hits.ordinals()).doesNotContain(best);
  }

  @Test
  void manyReplacementsNeitherFillTheGraphNorGrowItForEver() {
    var vectors = RandomVectors.clustered(4, 10, DIMENSION);
    var index = filled(vectors, 500, AT_ONCE);
    for (int i = 0; i < 5000; i++) {
      index.put(i % 500, vectors.parts(1));
    }
    assertThat(index.vectorCount()).isEqualTo(500);
    assertThat(index.ramBytes()).isLessThan(1_000_000);
    assertThat(index.search(vectors.next(), 10, OrdinalFilter.below(500)).path()).isEqualTo("hnsw");
  }

  @Test
  void withoutAnExecutorEveryAnswerIsExact() {
    var vectors = RandomVectors.clustered(5, 10, DIMENSION);
    var index = filled(vectors, 300, REFUSES);
    VectorHits hits = index.search(vectors.next(), 10, OrdinalFilter.below(300));
    assertThat(hits.path()).isEqualTo("hnsw>flat");
    assertThat(hits.size()).isEqualTo(10);
  }

  @Test
  void anInterruptedCallerIsAnsweredAndStaysInterrupted() {
    var vectors = RandomVectors.clustered(6, 10, DIMENSION);
    var index = filled(vectors, 300, AT_ONCE);
    Thread.currentThread().interrupt();
    VectorHits hits = index.search(vectors.next(), 10, OrdinalFilter.below(300));
    assertThat(Thread.interrupted()).isTrue();
    assertThat(hits.size()).isEqualTo(10);
  }

  @Test
  void aSavedGraphIsLoadedWithoutBuildingAnything() {
    var vectors = RandomVectors.clustered(7, 20, DIMENSION);
    var index = filled(vectors, 1500, AT_ONCE);
    for (int i = 0; i < 200; i++) {
      index.put(i, vectors.parts(2)); // leaves dead nodes behind
      index.remove(1400 - i);
    }
    var loaded =
        HnswlibVectorIndex.load(
            space(Metric.COSINE), OPTIONS, REFUSES, SavedFiles.of(index.image()).image());
    assertThat(loaded.ready()).isTrue();
    assertThat(loaded.unlinked()).isZero();
    for (int i = 0; i < 50; i++) {
      float[] query = vectors.next();
      VectorHits before = index.search(query, 10, OrdinalFilter.below(1500));
      VectorHits after = loaded.search(query, 10, OrdinalFilter.below(1500));
      assertThat(after.path()).isEqualTo("hnsw");
      assertThat(after.ordinals()).isEqualTo(before.ordinals());
    }
  }

  @Test
  void whatWasUnlinkedWhenItWasSavedIsFoundAndLinkedAfterLoading() {
    var vectors = RandomVectors.clustered(8, 20, DIMENSION);
    var tasks = new HeldTasks();
    var index = filled(vectors, 1200, tasks);
    tasks.run();
    float[] fresh = vectors.next();
    index.put(9, new float[][] {fresh});
    var loaded =
        HnswlibVectorIndex.load(
            space(Metric.COSINE), OPTIONS, tasks, SavedFiles.of(index.image()).image());
    assertThat(loaded.unlinked()).isEqualTo(1);
    assertThat(loaded.search(fresh, 1, OrdinalFilter.below(1200)).ordinals()).containsExactly(9);
    tasks.run();
    assertThat(loaded.unlinked()).isZero();
  }

  @Test
  void anUnchangedGraphKeepsItsNameAndAChangedOneGetsANewName() {
    var index = filled(RandomVectors.clustered(9, 5, DIMENSION), 50, AT_ONCE);
    var files = SavedFiles.of(index.image());
    assertThat(files.save(index.image())).as("the manifest only").isEqualTo(1);
    index.remove(3);
    assertThat(files.save(index.image())).as("block, manifest and graph").isEqualTo(3);
  }

  @Test
  void anyByteOfTheGraphChangedOrCutOffIsNoticed() {
    var index = filled(RandomVectors.clustered(10, 5, DIMENSION), 60, AT_ONCE);
    var saved = SavedFiles.of(index.image());
    String graph = saved.files().keySet().stream().filter(n -> n.contains("graph")).findAny().get();
    long seed = System.nanoTime();
    System.out.println("seed " + seed);
    var random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      isDamaged(
          saved.with(
              graph,
              bytes -> {
                bytes[random.nextInt(bytes.length)] ^= (byte) (1 + random.nextInt(255));
                return bytes;
              }));
      isDamaged(saved.with(graph, bytes -> Arrays.copyOf(bytes, random.nextInt(bytes.length))));
    }
  }

  @Test
  void aGraphOfAnotherMomentThanItsVectorsIsRefused() {
    var vectors = RandomVectors.clustered(11, 5, DIMENSION);
    var index = filled(vectors, 60, AT_ONCE);
    IndexImage before = SavedFiles.of(index.image()).image();
    index.put(5, vectors.parts(1));
    var mixed = SavedFiles.of(index.image());
    mixed.files().keySet().removeIf(name -> name.contains("graph"));
    before.files().stream()
        .filter(file -> file.name().contains("graph"))
        .forEach(file -> mixed.files().put(file.name(), file.content().read()));
    isDamaged(mixed.image());
  }

  private static void isDamaged(IndexImage image) {
    assertThatExceptionOfType(VectorIndexException.class)
        .isThrownBy(() -> HnswlibVectorIndex.load(space(Metric.COSINE), OPTIONS, REFUSES, image))
        .matches(e -> e.reason() == VectorIndexException.Reason.IMAGE);
  }

  @Test
  void optionsOutOfRangeAreRefusedByName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HnswlibOptions(2, 100, 96, 768))
        .withMessageContaining("links");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HnswlibOptions(16, 8, 96, 768))
        .withMessageContaining("buildBreadth");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HnswlibOptions(16, 100, 96, 95))
        .withMessageContaining("breadthLimit");
  }

  @Test
  void noImageAfterAWipeHoldsACodeOfWhatWasRemoved() {
    var vectors = RandomVectors.clustered(19, 20, DIMENSION);
    VectorSpace space = space(Metric.COSINE);
    var index = filled(vectors, 600, AT_ONCE);
    var codes = new ArrayList<String>();
    for (int ordinal = 700; ordinal < 720; ordinal++) {
      float[][] parts = vectors.parts(1);
      index.put(ordinal, parts);
      codes.add(new String(Int8Code.of(space.admit(parts[0]), Metric.COSINE).bytes(), ISO_8859_1));
      index.remove(ordinal);
    }
    assertThat(codes).as("the proof can fail").anyMatch(code -> saved(index).contains(code));
    index.wipe();
    assertThat(index.ready()).isTrue();
    assertThat(codes).noneMatch(code -> saved(index).contains(code));
    assertThat(index.count()).isEqualTo(600);
  }

  private static String saved(HnswlibVectorIndex index) {
    var all = new StringBuilder();
    SavedFiles.of(index.image())
        .files()
        .values()
        .forEach(bytes -> all.append(new String(bytes, ISO_8859_1)));
    return all.toString();
  }
}
