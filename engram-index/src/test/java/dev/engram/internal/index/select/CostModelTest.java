package dev.engram.internal.index.select;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

class CostModelTest {
  private final CostModel model = new CostModel(new Rates(40, 2));
  private final EnumSet<Way> all = EnumSet.allOf(Way.class);

  /** As if every way had taken what the formula says, several times. */
  private void tried(Work... works) {
    for (Work work : works) {
      for (Way way : all) {
        for (int i = 0; i < 3; i++) {
          model.took(way, work, Math.round(model.nanos(way, work)));
        }
      }
      for (int i = 0; i < 4; i++) {
        model.cheapest(all, work); // so that the next is no trial
      }
    }
  }

  @Test
  void whatMightBeWorthItIsTriedBeforeItIsRuledOut() {
    var work = new Work(100_000, 100_000, 10, 1, true);
    var ways = EnumSet.of(Way.SCAN, Way.GRAPH);
    var seen = EnumSet.noneOf(Way.class);
    for (int i = 0; i < 6; i++) {
      Way way = model.cheapest(ways, work);
      seen.add(way);
      model.took(way, work, way == Way.SCAN ? 100_000 : 5_000_000);
    }
    assertThat(seen).isEqualTo(ways);
    assertThat(model.cheapest(ways, work)).isEqualTo(Way.SCAN);
  }

  @Test
  void searchesThatTheCompilerSlowedAtFirstAreForgivenInTime() {
    var work = new Work(100_000, 100_000, 10, 1, true);
    var ways = EnumSet.of(Way.EXACT, Way.WALK, Way.SCAN);
    int scans = 0;
    for (int i = 0; i < 200; i++) {
      Way way = model.cheapest(ways, work);
      long warm = way == Way.SCAN ? 500_000 : 1_500_000;
      boolean cold = way == Way.SCAN && scans++ < 4;
      model.took(way, work, cold ? 40 * warm : warm);
    }
    assertThat(model.nanos(Way.SCAN, work)).isLessThan(1_000_000);
    assertThat(scans).isGreaterThan(100);
  }

  @Test
  void fewAllowedAreComparedAndAllOfManyAreWalked() {
    tried(new Work(100_000, 100, 10, 1, true), new Work(100_000, 100_000, 10, 1, true));
    assertThat(model.cheapest(all, new Work(100_000, 100, 10, 1, true))).isEqualTo(Way.EXACT);
    assertThat(
            model.cheapest(
                EnumSet.of(Way.EXACT, Way.GRAPH), new Work(100_000, 100_000, 10, 1, true)))
        .isEqualTo(Way.GRAPH);
  }

  @Test
  void withoutAGraphCodesAreGlancedAtRatherThanVectorsCompared() {
    tried(new Work(100_000, 50_000, 10, 1, true));
    assertThat(
            model.cheapest(EnumSet.of(Way.EXACT, Way.SCAN), new Work(100_000, 50_000, 10, 1, true)))
        .isEqualTo(Way.SCAN);
  }

  @Test
  void whatSearchesTookDecidesInTheEnd() {
    var work = new Work(100_000, 100_000, 10, 1, true);
    var ways = EnumSet.of(Way.SCAN, Way.GRAPH);
    tried(work);
    Way first = model.cheapest(ways, work);
    for (int i = 0; i < 100; i++) {
      model.took(first, work, 50_000_000);
    }
    assertThat(model.cheapest(ways, work)).isNotEqualTo(first);
    assertThat(model.nanos(first, work)).isCloseTo(50_000_000, within(5_000_000.0));
  }

  @Test
  void oneInterruptedSearchHardlyCounts() {
    var work = new Work(100_000, 1_000, 10, 1, true);
    for (int i = 0; i < 50; i++) {
      model.took(Way.EXACT, work, 50_000);
    }
    double before = model.nanos(Way.EXACT, work);
    model.took(Way.EXACT, work, 1_000_000_000);
    assertThat(model.nanos(Way.EXACT, work)).isLessThan(2 * before);
  }

  @Test
  void aFilterTakesTheFactorOfTheNearestThatIsKnown() {
    var known = new Work(100_000, 10_000, 10, 1, true);
    model.took(Way.EXACT, known, (long) (3 * model.nanos(Way.EXACT, known)));
    var near = new Work(100_000, 20_000, 10, 1, true);
    double untaught = new CostModel(new Rates(40, 2)).nanos(Way.EXACT, near);
    assertThat(model.nanos(Way.EXACT, near)).isCloseTo(3 * untaught, within(untaught / 100));
  }

  @Test
  void measuringTakesTheTimeItIsGivenAndGivesRates() {
    var ticks = new long[] {0};
    Rates rates = Rates.measure(64, Duration.ofNanos(20_000), () -> ticks[0] += 1_000);
    assertThat(rates.compare()).as("a clock too good to be true").isCloseTo(2, within(0.01));
    assertThat(ticks[0]).isBetween(20_000L, 40_000L);
  }
}
