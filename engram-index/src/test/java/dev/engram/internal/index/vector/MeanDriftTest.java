package dev.engram.internal.index.vector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MeanDriftTest {
  private static final float[] ZERO = new float[2];

  private static void see(MeanDrift drift, int times, float x) {
    for (int i = 0; i < times; i++) {
      drift.saw(new float[] {x, i % 2 == 0 ? 1 : -1});
    }
  }

  @Test
  void aCentreFarFromTheMeanIsReplacedWhenItIsTimeToLook() {
    var drift = new MeanDrift(Metric.EUCLIDEAN, 2);
    see(drift, 254, 3);
    assertThat(drift.better(ZERO)).isEmpty();
    see(drift, 2, 3);
    assertThat(drift.better(ZERO)).contains(new float[] {3, 0});
    assertThat(drift.better(ZERO)).as("not looked at again so soon").isEmpty();
    assertThat(drift.now(ZERO)).isPresent();
    assertThat(drift.now(new float[] {3.1f, 0})).as("near enough").isEmpty();
  }

  @Test
  void signsNeedNoCentre() {
    var drift = new MeanDrift(Metric.HAMMING, 2);
    see(drift, 1000, 1);
    assertThat(drift.now(ZERO)).isEmpty();
  }

  @Test
  void whatWasSeenBeforeCounts() {
    var drift = new MeanDrift(Metric.COSINE, 2);
    float[] mean = {1, 0};
    drift.resume(10_000, mean, 2);
    see(drift, 300, 0);
    assertThat(drift.better(mean)).isEmpty();
    assertThat(drift.now(mean)).isEmpty();
    see(drift, 10_000, 0);
    assertThat(drift.now(mean)).isPresent();
  }
}
