package dev.engram.internal.index.lean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.ExactModel;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.SavedFiles;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.internal.index.vector.VectorQuery;
import dev.engram.internal.index.vector.VectorSource;
import dev.engram.internal.index.vector.VectorSpace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LeanModelTest {
  private static final int DIMENSION = 7;
  private static final int ORDINALS = 120;
  private static final List<Refine> KINDS = List.of(Refine.values());

  /** Seeds stand in the names of the tests; {@code -Dengram.seed} sets the first. */
  private static Stream<Arguments> histories() {
    long first = Long.getLong("engram.seed", 20_261_121);
    var histories = new ArrayList<Arguments>();
    for (Metric metric : Metric.values()) {
      for (Refine refine : EnumSet.complementOf(EnumSet.of(Refine.FLOATS))) {
        for (int i = 0; i < Integer.getInteger("engram.histories", 6); i++) {
          histories.add(Arguments.of(first + i, metric, refine));
        }
      }
    }
    return histories.stream();
  }

  /**
   * With everything read from the source a search is exact, so whatever was put, replaced, removed,
   * cooled, coded anew and reloaded must be found, and nothing else.
   */
  @ParameterizedTest(name = "seed {0}, {1}, {2}")
  @MethodSource("histories")
  void everyHistoryIsAnsweredAsTheModelDoes(long seed, Metric metric, Refine refine) {
    var random = new Random(seed);
    var space = new VectorSpace("test", DIMENSION, metric);
    var model = new ExactModel(metric);
    Map<Integer, float[][]> vault = new HashMap<>();
    VectorSource source =
        ordinals ->
            Arrays.stream(ordinals).mapToObj(o -> Optional.ofNullable(vault.get(o))).toList();
    int cellsFrom = seed % 2 == 0 ? Integer.MAX_VALUE : 1;
    var index = LeanVectorIndex.create(space, new LeanOptions(refine, 64, cellsFrom));
    var files = new SavedFiles();
    for (int step = 0; step < 800; step++) {
      int ordinal = random.nextInt(ORDINALS);
      switch (random.nextInt(12)) {
        case 0, 1, 2 -> {
          index.remove(ordinal);
          model.remove(ordinal);
          vault.remove(ordinal);
        }
        case 3 -> {
          if (random.nextInt(20) == 0) {
            long fingerprint = index.fingerprint();
            files.save(index.image());
            index = LeanVectorIndex.load(space, files.image());
            assertThat(index.fingerprint()).isEqualTo(fingerprint);
          }
        }
        case 4 -> {
          if (random.nextInt(10) == 0) {
            Refine[] kinds =
                random.ints(ORDINALS, 0, 4).mapToObj(i -> KINDS.get(i)).toArray(Refine[]::new);
            index.keepCopies(of -> kinds[of], source, 1 + random.nextInt(2 * ORDINALS));
            index.refresh(source, random.nextInt(200));
          }
        }
        case 5, 6 -> compare(index, model, source, random);
        default -> {
          float[][] parts = RandomVectors.wholeParts(random, DIMENSION);
          index.put(ordinal, parts);
          model.put(ordinal, parts);
          vault.put(ordinal, parts);
        }
      }
      assertThat(index.count()).isEqualTo(model.count());
      assertThat(index.vectorCount()).isEqualTo(model.vectorCount());
    }
    compare(index, model, source, random);
  }

  private static void compare(
      LeanVectorIndex index, ExactModel model, VectorSource source, Random random) {
    float[] query = RandomVectors.whole(random, DIMENSION);
    OrdinalFilter filter = RandomVectors.filter(random, 2 * ORDINALS, random.nextDouble());
    List<ExactModel.Hit> all = model.search(query, 2 * ORDINALS, filter);
    int k = 1 + random.nextInt(2 * ORDINALS);
    var few = VectorQuery.of(query, k, filter).from(source);
    var every = few.wanting(2 * ORDINALS);
    for (VectorHits hits :
        List.of(index.scan(few), index.walk(few), index.cells(few), index.search(few))) {
      assertThat(hits.size()).isEqualTo(Math.min(k, all.size()));
      scoresAreTrue(hits, model, query);
    }
    for (VectorHits hits :
        List.of(index.scan(every), index.walk(every), index.cells(every), index.exact(few))) {
      scoresAreTrue(hits, model, query);
      for (int i = 0; i < hits.size(); i++) {
        assertThat((double) hits.scores()[i]).isCloseTo(all.get(i).score(), within(tolerance(all)));
      }
    }
  }

  private static void scoresAreTrue(VectorHits hits, ExactModel model, float[] query) {
    var seen = new HashSet<Integer>();
    for (int i = 0; i < hits.size(); i++) {
      double exact = model.score(hits.ordinals()[i], query);
      assertThat((double) hits.scores()[i]).isCloseTo(exact, within(0.3 + 0.02 * Math.abs(exact)));
      assertThat(seen.add(hits.ordinals()[i])).isTrue();
    }
  }

  /** What 8-bit copies of small whole numbers may be off. */
  private static double tolerance(List<ExactModel.Hit> all) {
    double most = all.stream().mapToDouble(hit -> Math.abs(hit.score())).max().orElse(0);
    return 0.3 + 0.02 * most;
  }
}
