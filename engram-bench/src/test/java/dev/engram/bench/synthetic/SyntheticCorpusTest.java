package dev.engram.bench.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SyntheticCorpusTest {
  private final SyntheticCorpus corpus = new SyntheticCorpus(9, 2_000);
  private final SyntheticVectors vectors = new SyntheticVectors(384);

  @Test
  void theSameSeedGivesTheSameItemsInAnyOrder() {
    var again = new SyntheticCorpus(9, 2_000);
    again.item(1_999);
    assertThat(again.item(17)).isEqualTo(corpus.item(17));
    assertThat(again.question(17)).isEqualTo(corpus.question(17));
    assertThat(new SyntheticCorpus(10, 2_000).item(17)).isNotEqualTo(corpus.item(17));
  }

  @Test
  void eachAgentHasATenth() {
    long first =
        IntStream.range(0, 2_000)
            .filter(i -> corpus.item(i).agent().equals(SyntheticCorpus.agent(0)))
            .count();
    assertThat(first).isEqualTo(200);
  }

  @Test
  void commonWordsAreCommon() {
    long distinct =
        IntStream.range(0, 2_000)
            .mapToObj(i -> corpus.item(i).text().split(" ", -1))
            .flatMap(Arrays::stream)
            .distinct()
            .count();
    assertThat(distinct).isBetween(2_000L, 20_000L);
  }

  @Test
  void likeTextsLieNearAndUnlikeOnesHalfway() {
    float[] text = vectors.of(corpus.item(3).text());
    assertThat(cosine(text, vectors.of(corpus.item(3).text() + " so"))).isGreaterThan(0.95);
    assertThat(cosine(text, vectors.of(corpus.item(1_500).text()))).isBetween(0.3, 0.75);
    assertThat(vectors.of("one two")).containsExactly(new SyntheticVectors(384).of("one two"));
  }

  private static double cosine(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }
}
