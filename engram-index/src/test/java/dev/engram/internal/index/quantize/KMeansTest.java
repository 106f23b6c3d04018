package dev.engram.internal.index.quantize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.engram.internal.index.vector.RandomVectors;
import dev.engram.internal.index.vector.VectorIndexException;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class KMeansTest {
  private static final Optional<Executor> ALONE = Optional.empty();
  private final long seed = Long.getLong("engram.seed", 20260911);

  private KMeans train(float[][] sample, int k, Optional<Executor> executor) {
    return KMeans.train(sample, k, 20, new Random(seed), executor);
  }

  @Test
  void findsClustersThatLieApart() {
    float[][] sample = new float[400][];
    var random = new Random(seed);
    for (int i = 0; i < sample.length; i++) {
      sample[i] =
          new float[] {
            100 * (i % 4) + (float) random.nextGaussian(), (float) random.nextGaussian(), 7
          };
    }

    KMeans trained = train(sample, 4, ALONE);

    assertThat(trained.count()).isEqualTo(4);
    for (int i = 0; i < sample.length; i++) {
      assertThat(trained.nearest(sample[i])).isEqualTo(trained.nearest(sample[i % 4]));
      assertThat(trained.centroid(trained.nearest(sample[i]))[0])
          .isBetween(100f * (i % 4) - 1, 100f * (i % 4) + 1);
    }
  }

  @Test
  void theSameSeedGivesTheSameCentroidsWithHelpersOrWithout() {
    float[][] sample = RandomVectors.clustered(seed, 9, 13).parts(3000);
    KMeans alone = train(sample, 40, ALONE);
    try (var helpers = Executors.newFixedThreadPool(3)) {
      assertThat(train(sample, 40, Optional.of(helpers)).centroids())
          .isDeepEqualTo(alone.centroids());
    }
    Executor refusing =
        task -> {
          throw new RejectedExecutionException();
        };
    assertThat(train(sample, 40, Optional.of(refusing)).centroids())
        .isDeepEqualTo(alone.centroids());
    Executor never = task -> {};
    assertThat(train(sample, 40, Optional.of(never)).centroids()).isDeepEqualTo(alone.centroids());
  }

  @Test
  void moreRoundsServeTheSampleBetter() {
    float[][] sample = RandomVectors.clustered(seed, 30, 10).parts(2000);
    double one = error(KMeans.train(sample, 64, 1, new Random(seed), ALONE), sample);
    double many = error(KMeans.train(sample, 64, 25, new Random(seed), ALONE), sample);
    assertThat(many).isLessThan(one);
  }

  private static double error(KMeans trained, float[][] sample) {
    double sum = 0;
    float[] distances = new float[trained.count()];
    for (float[] vector : sample) {
      sum += distances[trained.nearest(vector, 0, distances)];
    }
    return sum;
  }

  @Test
  void thereAreNoMoreCentroidsThanDistinctVectors() {
    float[][] sample = {{1, 2}, {1, 2}, {3, 4}, {1, 2}};
    KMeans trained = train(sample, 256, ALONE);
    assertThat(trained.count()).isEqualTo(2);
    assertThat(trained.nearest(sample[0])).isNotEqualTo(trained.nearest(sample[2]));
    assertThat(trained.centroid(trained.nearest(sample[2]))).containsExactly(3, 4);
    assertThat(train(new float[][] {{5}}, 8, ALONE).centroids()).isDeepEqualTo(new float[][] {{5}});
  }

  @Test
  void nearestIsTheSmallestSquaredDistance() {
    float[][] sample = RandomVectors.clustered(seed, 5, 7).parts(300);
    KMeans trained = train(sample, 20, ALONE);
    float[] distances = new float[20];
    for (float[] vector : sample) {
      int nearest = trained.nearest(vector, 0, distances);
      for (int other = 0; other < 20; other++) {
        double sum = 0;
        for (int i = 0; i < 7; i++) {
          sum += Math.pow(vector[i] - trained.centroid(other)[i], 2);
        }
        assertThat((double) distances[other]).isCloseTo(sum, within(1e-3));
        assertThat(distances[nearest]).isLessThanOrEqualTo(distances[other]);
      }
    }
  }

  @Test
  void largestVectorsThatASpaceAdmitsStayFinite() {
    float large = (float) Math.sqrt(Float.MAX_VALUE / 16 / 2);
    KMeans trained = train(new float[][] {{large, -large}, {-large, large}, {0, 1}}, 2, ALONE);
    for (float[] centroid : trained.centroids()) {
      assertThat(centroid[0]).isFinite();
    }
  }

  @Test
  void badSamplesAreRefused() {
    assertThatThrownBy(() -> train(new float[0][], 2, ALONE))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> train(new float[][] {{1}, {1, 2}}, 2, ALONE))
        .isInstanceOf(VectorIndexException.class);
    assertThatThrownBy(() -> train(new float[][] {{1, Float.NaN}}, 2, ALONE))
        .isInstanceOf(VectorIndexException.class);
    assertThatThrownBy(() -> train(new float[][] {{1, Float.NEGATIVE_INFINITY}}, 2, ALONE))
        .isInstanceOf(VectorIndexException.class);
    assertThatThrownBy(() -> train(new float[][] {{1}}, 0, ALONE))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aTurnThatFailsFailsTheLoop() {
    try (var helpers = Executors.newFixedThreadPool(2)) {
      assertThatThrownBy(() ->
              SharedLoop.run(
                  8,
                  Optional.of(helpers),
                  turn -> {
                    throw new ArithmeticException("turn");
                  }))
          .isInstanceOf(RuntimeException.class);
    }
  }
}
