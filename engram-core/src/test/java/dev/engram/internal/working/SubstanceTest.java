package dev.engram.internal.working;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubstanceTest {
  @Test
  void aQuestionThatPointsBackNeedsMoreOfTheTalkThanOneThatNamesItsMatter() {
    assertThat(Substance.of("Ok, now let's deploy it.").need()).isGreaterThanOrEqualTo(0.6);
    assertThat(Substance.of("And then?").need()).isEqualTo(1);
    assertThat(
            Substance.of("Which Postgres version does the billing service of Nordwind use?").need())
        .isLessThan(0.4);
  }

  @Test
  void aTextWithoutBlanksCountsByItsCharacters() {
    assertThat(Substance.of("我们上个月决定把数据库迁移到法兰克福的新机房").need()).isLessThan(0.3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "🙂", "\uD800", "?!", "\uDC00\uD800 x"})
  void oddTextsSayLittle(String text) {
    assertThat(Substance.of(text).need()).isEqualTo(1);
    assertThat(Substance.of(text).tells()).isEqualTo(0.25);
  }
}
