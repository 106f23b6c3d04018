package dev.engram.bench.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.bench.eval.Bootstrap.Interval;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private final double[] values = new Random(3).doubles(400).toArray();

  @Test
  void theSameSeedGivesTheSameInterval() {
    assertThat(Bootstrap.seeded(5).interval(values))
        .isEqualTo(Bootstrap.seeded(5).interval(values));
  }

  @Test
  void theIntervalHoldsTheMeanAndHasAboutTheWidthOfTheNormalOne() {
    Interval interval = Bootstrap.seeded(5).interval(values);
    assertThat(interval.mean()).isBetween(interval.low(), interval.high());
    double expected = 2 * 1.96 * Math.sqrt(1.0 / 12 / values.length);
    assertThat(interval.high() - interval.low()).isBetween(0.8 * expected, 1.2 * expected);
  }
}
