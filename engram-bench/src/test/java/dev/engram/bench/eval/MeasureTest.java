package dev.engram.bench.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MeasureTest {
  private static final List<String> RANKED = List.of("a", "b", "c", "d", "e", "f", "g");

  @Test
  void goldOutsideTheCutIsNotFound() {
    var gold = Map.of("b", 1, "f", 1, "z", 1);
    assertThat(Measure.RECALL_5.of(RANKED, gold)).isEqualTo(1.0 / 3);
    assertThat(Measure.RECALL_10.of(RANKED, gold)).isEqualTo(2.0 / 3);
    assertThat(Measure.ANY_1.of(RANKED, gold)).isZero();
    assertThat(Measure.ANY_5.of(RANKED, gold)).isEqualTo(1);
    assertThat(Measure.ALL_10.of(RANKED, gold)).isZero();
    assertThat(Measure.ALL_5.of(RANKED, Map.of("a", 1, "e", 1))).isEqualTo(1);
    assertThat(Measure.MRR.of(RANKED, gold)).isEqualTo(0.5);
  }

  @Test
  void gainIsDiscountedByTheLogarithmOfTheRank() {
    double log3 = Math.log(3) / Math.log(2);
    assertThat(Measure.NDCG_10.of(RANKED, Map.of("b", 1))).isCloseTo(1 / log3, within(1e-12));
    assertThat(Measure.NDCG_5.of(RANKED, Map.of("f", 1))).isZero();
  }

  @Test
  void gradesCountAsGains() {
    var graded = Map.of("a", 1, "b", 3);
    double log3 = Math.log(3) / Math.log(2);
    assertThat(Measure.NDCG_5.of(RANKED, graded))
        .isCloseTo((1 + 3 / log3) / (3 + 1 / log3), within(1e-12));
  }

  @Test
  void anEmptyRankingScoresZeroEverywhere() {
    for (Measure measure : Measure.values()) {
      assertThat(measure.of(List.of(), Map.of("a", 1))).isZero();
    }
  }
}
