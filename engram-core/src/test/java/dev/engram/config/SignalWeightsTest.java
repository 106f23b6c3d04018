package dev.engram.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.fault.InvalidInputException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignalWeightsTest {
  @Test
  void oneWeightChangesNoOther() {
    SignalWeights weights = SignalWeights.of(Map.of(Signal.FACT, 2.0)).with(Signal.DATE, -1);
    assertThat(weights.of(Signal.FACT)).isEqualTo(2);
    assertThat(weights.of(Signal.DATE)).isEqualTo(-1);
    assertThat(weights.of(Signal.LEXICAL)).isZero();
    assertThat(weights).hasToString("SignalWeights[fact 2.000, date -1.000]");
  }

  @Test
  void equalWeightsAreEqual() {
    assertThat(SignalWeights.NONE.with(Signal.FACT, 1))
        .isEqualTo(SignalWeights.of(Map.of(Signal.FACT, 1.0)))
        .isNotEqualTo(SignalWeights.NONE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 100.1, -101})
  void aWeightOutOfBoundsIsRefusedByName(double weight) {
    assertThatThrownBy(() -> SignalWeights.NONE.with(Signal.SEMANTIC_RANK, weight))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("recall.semantic-rank");
  }

  @Test
  void withoutWordsNoneOfTheirSignalsCounts() {
    RecallOptions meaning = RecallOptions.defaults().withWeights(0, 1);
    assertThat(meaning.words()).isFalse();
    assertThat(meaning.meaning()).isTrue();
    assertThat(RecallOptions.defaults().withWeights(1, 0).meaning()).isFalse();
  }
}
