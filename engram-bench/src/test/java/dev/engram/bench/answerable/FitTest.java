package dev.engram.bench.answerable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FitTest {
  @Test
  void theAreaCountsPairsInTheRightOrderAndHalfOfTies() {
    double[] positives = {0.9, 0.5, 0.5};
    double[] negatives = {0.5, 0.1};
    assertThat(Auroc.value(positives, negatives)).isCloseTo(5.0 / 6, within(1e-9));
    Auroc.Area area = Auroc.of(positives, negatives, 7);
    assertThat(area.low()).isLessThanOrEqualTo(area.value());
    assertThat(area.high()).isGreaterThanOrEqualTo(area.value());
    assertThat(Auroc.of(positives, negatives, 7)).isEqualTo(area);
  }

  @Test
  void aFitFindsTheSignThatDecidesAndLeavesOutWhatDoesNotCount() {
    var random = new SplittableRandom(5);
    double[][] x = new double[600][];
    boolean[] positive = new boolean[x.length];
    double[] counts = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = new double[] {random.nextDouble(), random.nextDouble(), 1};
      boolean counted = i % 3 != 0;
      counts[i] = counted ? 1 : 0;
      positive[i] = counted == (x[i][0] + 0.2 * random.nextDouble() > 0.6);
    }
    Logistic fit = Logistic.of(x, positive, counts);
    assertThat(fit.weight(0)).isGreaterThan(5 * Math.abs(fit.weight(1)));
    assertThat(fit.probability(new double[] {0.9, 0.5, 1})).isGreaterThan(0.9);
    assertThat(fit.probability(new double[] {0.1, 0.5, 1})).isLessThan(0.1);
    assertThat(Arrays.stream(new double[] {fit.bias(), fit.weight(2)})).allMatch(Double::isFinite);
  }
}
