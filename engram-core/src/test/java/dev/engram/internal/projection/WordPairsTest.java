package dev.engram.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordPairsTest {
  private static float share(String wanted, String held) {
    return WordPairs.share(WordPairs.of(wanted), WordPairs.of(held));
  }

  @Test
  void wordsSideBySideAreFoundAcrossInflectionAndStopWords() {
    assertThat(share("the support group", "I went to two support groups")).isEqualTo(1);
    assertThat(share("group support", "I went to a support group")).isZero();
    assertThat(share("glass of red wine", "two glasses of red wine")).isEqualTo(1);
  }

  @Test
  void aShareOfThePairsCounts() {
    assertThat(share("red wine glass", "red wine bottle")).isEqualTo(0.5f);
  }

  @Test
  void noTextHasAPairWithoutTwoWords() {
    assertThat(WordPairs.of("")).isEmpty();
    assertThat(WordPairs.of("tea")).isEmpty();
    assertThat(WordPairs.of("the of and")).isEmpty();
    assertThat(share("", "red wine")).isZero();
    assertThat(share("red wine", "")).isZero();
  }

  @Test
  void pairsAreSortedDistinctAndBounded() {
    assertThat(WordPairs.of("tea pot ".repeat(40))).hasSize(2).isSorted();
    assertThat(WordPairs.of("a1 b2 c3 d4 ".repeat(10_000)).length).isLessThanOrEqualTo(4);
  }

  @Test
  void anyScriptIsTaken() {
    assertThat(share("猫 犬", "猫 犬 鳥")).isBetween(0f, 1f);
    assertThat(share("قطة سوداء", "رأيت قطة سوداء")).isEqualTo(1);
    assertThat(WordPairs.of("\uD83D\uDE00 \uD83D\uDE01 \uD800")).isNotNull();
  }
}
