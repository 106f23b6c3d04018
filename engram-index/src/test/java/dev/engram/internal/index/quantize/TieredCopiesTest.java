package dev.engram.internal.index.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.kernel.Kernels;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorIndexException;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TieredCopiesTest {
  private static final int DIMENSION = 24;
  private static final List<Temperature> ALL = List.of(Temperature.values());
  private final long seed = Long.getLong("engram.seed", 362);
  private final RandomVectors random = RandomVectors.clustered(seed, 8, DIMENSION);

  private Tiers tiers(Metric metric) {
    var space = new VectorSpace("test", DIMENSION, metric);
    float[][] sample = random.parts(600);
    return Tiers.of(
        Trainer.of(space, seed)
            .withStretches(12)
            .train(
                CodeKind.PRODUCT, Arrays.stream(sample).map(space::admit).toArray(float[][]::new)));
  }

  private static float[][] held(Map<Integer, float[][]> vectors, int ordinal) {
    return Objects.requireNonNull(vectors.get(ordinal));
  }

  private static VectorSource vault(Map<Integer, float[][]> vectors) {
    return ordinals ->
        Arrays.stream(ordinals).mapToObj(i -> Optional.ofNullable(vectors.get(i))).toList();
  }

  @ParameterizedTest
  @EnumSource(Metric.class)
  void copiesScoreNearTheTruthAndNearerTheWarmerTheyAre(Metric metric) {
    Tiers tiers = tiers(metric);
    VectorSpace space = tiers.space();
    float[][] vectors = random.parts(300);
    float[] query = random.next();
    int[] ordinals = new int[300];
    Arrays.setAll(ordinals, i -> i);
    double[] errors = new double[3];
    for (Temperature temperature : Temperature.values()) {
      var copies = new TieredCopies(tiers);
      for (int i = 0; i < 300; i++) {
        copies.put(i, new float[][] {vectors[i]}, temperature);
      }
      float[] scores = copies.scores(query, ordinals);
      for (int i = 0; i < 300; i++) {
        float exact = metric.score(space.admit(query), space.admit(vectors[i]));
        errors[ALL.indexOf(temperature)] += Math.abs(scores[i] - exact) / 300;
      }
      assertThat(copies.count(temperature)).isEqualTo(300);
    }
    assertThat(errors[0]).isLessThan(1e-4);
    assertThat(errors[1]).isLessThan(0.1);
    assertThat(errors[2]).isGreaterThan(errors[1]).isLessThan(metric == Metric.COSINE ? 0.2 : 8);
  }

  @Test
  void anOrdinalScoresAsItsBestPartAndAnUnknownOneAsNothing() {
    var copies = new TieredCopies(tiers(Metric.COSINE));
    float[] query = random.next();
    for (Temperature temperature : Temperature.values()) {
      copies.put(70, new float[][] {random.next(), query, random.next()}, temperature);
      float[] scores = copies.scores(query, new int[] {70, 3, 100_000, -1});
      assertThat(scores[0]).isCloseTo(1, within(0.05f));
      assertThat(Arrays.copyOfRange(scores, 1, 4)).containsOnly(Float.NEGATIVE_INFINITY);
    }
    assertThat(copies.remove(70)).isTrue();
    assertThat(copies.remove(70)).isFalse();
    assertThat(copies.remove(-5)).isFalse();
    assertThat(copies.scores(query, new int[] {70})).containsExactly(Float.NEGATIVE_INFINITY);
  }

  @Test
  void aSweepGivesEachTheCopyOfItsTemperatureInSlices() {
    var copies = new TieredCopies(tiers(Metric.COSINE));
    var vectors = new HashMap<Integer, float[][]>();
    for (int i = 0; i < 500; i += 2) {
      vectors.put(i, random.parts(1 + i % 3));
      copies.put(i, held(vectors, i), Temperature.HOT);
    }
    long hot = copies.ramBytes();
    int next = 0;
    int cooled = 0;
    int slices = 0;
    while (next >= 0) {
      var swept =
          copies.sweep(
              next, 60, i -> i < 100 ? Temperature.WARM : Temperature.COLD, vault(vectors));
      cooled += swept.cooled();
      assertThat(swept.cooled()).isLessThanOrEqualTo(60);
      assertThat(swept.warmed() + swept.missing()).isZero();
      next = swept.next();
      slices++;
    }
    assertThat(cooled).isEqualTo(250);
    assertThat(slices).isGreaterThan(3);
    assertThat(copies.count(Temperature.WARM)).isEqualTo(50);
    assertThat(copies.count(Temperature.COLD)).isEqualTo(200);
    assertThat(copies.ramBytes()).isLessThan(hot);

    vectors.remove(6);
    var swept = copies.sweep(0, 1000, i -> Temperature.HOT, vault(vectors));
    assertThat(swept).isEqualTo(new TieredCopies.Swept(-1, 249, 0, 1));
    assertThat(copies.temperature(6)).contains(Temperature.WARM);
    assertThat(copies.temperature(8)).contains(Temperature.HOT);
    assertThat(copies.scores(held(vectors, 8)[0], new int[] {8})[0]).isCloseTo(1, within(1e-5f));
    assertThat(copies.sweep(0, 10, i -> Temperature.WARM, VectorSource.NONE).cooled())
        .isEqualTo(10);
  }

  @Test
  void newQuantizersTakeOverWithTheOldOnesStillSearchable() {
    var copies = new TieredCopies(tiers(Metric.COSINE));
    var vectors = new HashMap<Integer, float[][]>();
    for (int i = 0; i < 200; i++) {
      vectors.put(i, random.parts(1));
      copies.put(i, held(vectors, i), ALL.get(i % 3));
    }
    Map<Integer, float[][]> known = new HashMap<>(vectors);
    known.keySet().removeIf(i -> i >= 150);
    float[] before = copies.scores(held(vectors, 2)[0], new int[] {2});
    Quantizer bits =
        Trainer.of(copies.tiers().space(), seed)
            .train(
                CodeKind.BIT1,
                vectors.values().stream()
                    .map(parts -> copies.tiers().space().admit(parts[0]))
                    .toArray(float[][]::new));

    TieredCopies others = copies.with(Tiers.of(bits), vault(known));

    for (Temperature temperature : Temperature.values()) {
      assertThat(others.count(temperature)).isEqualTo(copies.count(temperature));
    }
    for (int i = 0; i < 200; i++) {
      assertThat(others.scores(held(vectors, i)[0], new int[] {i})[0]).isGreaterThan(0.8f);
    }
    assertThat(copies.scores(held(vectors, 2)[0], new int[] {2})).isEqualTo(before);
  }

  @Test
  void badInputChangesNothing() {
    var copies = new TieredCopies(tiers(Metric.COSINE));
    float[] nan = random.next();
    nan[3] = Float.NaN;
    for (float[] bad : List.of(nan, new float[DIMENSION], new float[3])) {
      assertThatThrownBy(() -> copies.put(1, new float[][] {random.next(), bad}, Temperature.HOT))
          .isInstanceOf(VectorIndexException.class);
      assertThatThrownBy(() -> copies.scores(bad, new int[] {1}))
          .isInstanceOf(VectorIndexException.class);
    }
    assertThatThrownBy(() -> copies.put(-1, random.parts(1), Temperature.HOT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> copies.put(1, new float[0][], Temperature.HOT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(copies.temperature(1)).isEmpty();
  }

  @Test
  void randomOperationsLeaveWhatAModelHolds() {
    var copies = new TieredCopies(tiers(Metric.DOT));
    var model = new HashMap<Integer, Temperature>();
    var vectors = new HashMap<Integer, float[][]>();
    var chance = new Random(seed);
    for (int step = 0; step < 3000; step++) {
      int ordinal = chance.nextInt(400);
      Temperature temperature = ALL.get(chance.nextInt(3));
      switch (chance.nextInt(10)) {
        case 0, 1 -> assertThat(copies.remove(ordinal)).isEqualTo(model.remove(ordinal) != null);
        case 2 -> {
          copies.sweep(ordinal, 1, i -> temperature, vault(vectors));
          for (int i = ordinal; i < 400; i++) {
            if (model.containsKey(i) && model.get(i) != temperature) {
              model.put(i, temperature);
              break;
            }
          }
        }
        default -> {
          vectors.put(ordinal, random.parts(1 + chance.nextInt(3)));
          copies.put(ordinal, held(vectors, ordinal), temperature);
          model.put(ordinal, temperature);
        }
      }
    }
    for (int i = 0; i < 400; i++) {
      assertThat(copies.temperature(i)).isEqualTo(Optional.ofNullable(model.get(i)));
    }
    int[] hot =
        model.keySet().stream()
            .filter(i -> model.get(i) == Temperature.HOT)
            .mapToInt(Integer::intValue)
            .toArray();
    float[] query = random.next();
    float[] scores = copies.scores(query, hot);
    for (int i = 0; i < hot.length; i++) {
      float best = Float.NEGATIVE_INFINITY;
      for (float[] part : held(vectors, hot[i])) {
        best = Math.max(best, Kernels.active().dot(query, 0, part, 0, DIMENSION));
      }
      assertThat(scores[i]).isCloseTo(best, within(1e-3f));
    }
  }

  @Test
  void readersNeverSeeAHalfChangedCopy() throws ExecutionException, InterruptedException {
    var copies = new TieredCopies(tiers(Metric.COSINE));
    var vectors = new HashMap<Integer, float[][]>();
    int[] ordinals = new int[130];
    float[] same = random.next();
    for (int i = 0; i < 130; i++) {
      ordinals[i] = i;
      vectors.put(i, new float[][] {same});
      copies.put(i, held(vectors, i), Temperature.HOT);
    }
    var done = new AtomicBoolean();
    try (var readers = Executors.newFixedThreadPool(3)) {
      List<Future<?>> running = new ArrayList<>();
      for (int reader = 0; reader < 3; reader++) {
        running.add(
            readers.submit(() -> {
              do {
                for (float score : copies.scores(same, ordinals)) {
                  assertThat(score).isBetween(0.8f, 1.001f);
                }
              } while (!done.get());
            }));
      }
      var chance = new Random(seed);
      for (int round = 0; round < 60; round++) {
        Temperature temperature = ALL.get(chance.nextInt(3));
        copies.sweep(0, 1000, i -> temperature, vault(vectors));
        copies.put(1000 + 64 * round, new float[][] {same}, temperature);
        copies.put(chance.nextInt(130), new float[][] {same}, Temperature.COLD);
      }
      done.set(true);
      for (Future<?> reader : running) {
        reader.get();
      }
    }
  }

  @Test
  void memoryIsCountedNearWhatCopiesTake() {
    var copies = new TieredCopies(tiers(Metric.COSINE));
    long before = copies.ramBytes();
    for (int i = 0; i < 6400; i++) {
      copies.put(i, random.parts(1), Temperature.COLD);
    }
    double each = (copies.ramBytes() - before) / 6400.0;
    assertThat(each).isBetween(14.0 + 5, 14.0 + 9);
  }
}
