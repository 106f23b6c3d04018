package dev.engram.bench.vectors.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TruthTest {
  private static final Mixture CORPUS = Mixture.of(RealVectors.synthetic(64, 5), 600, 10, 5);

  private static double product(int question, int number) {
    float[] asked = CORPUS.questions()[question];
    float[] vector = CORPUS.vector(number);
    return IntStream.range(0, asked.length).mapToDouble(i -> (double) asked[i] * vector[i]).sum();
  }

  private static int[] nearest(int question, Allowed allowed) {
    return IntStream.range(0, CORPUS.size())
        .filter(allowed.filter()::allows)
        .boxed()
        .sorted(Comparator.comparingDouble(number -> -product(question, number)))
        .limit(Truth.K)
        .mapToInt(Integer::intValue)
        .toArray();
  }

  @Test
  void theRightAnswerHasARecallOfOneUnderEveryFilter() {
    List<Allowed> filters = Allowed.standard(CORPUS.size(), 5);
    Truth truth = Truth.of(CORPUS, filters);
    for (int filter = 0; filter < filters.size(); filter++) {
      for (int question = 0; question < CORPUS.questions().length; question++) {
        int[] right = nearest(question, filters.get(filter));
        assertThat(truth.recall(filter, question, right)).isEqualTo(1);
        assertThat(truth.recall(filter, question, new int[0])).isZero();
      }
    }
  }

  @Test
  void halfOfTheRightAnswerIsHalfRight() {
    Truth truth = Truth.of(CORPUS, List.of(Allowed.everything(CORPUS.size())));
    int[] right = nearest(0, Allowed.everything(CORPUS.size()));
    int[] half = IntStream.of(right).limit(5).toArray();
    assertThat(truth.recall(0, 0, half)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void filtersAllowTheShareTheySay() {
    assertThat(Allowed.standard(10_000, 9).stream().map(Allowed::count))
        .containsExactly(10_000, 5_000, 1_000, 100, 10);
  }

  @Test
  void vectorsDependOnSeedAndNumberAloneAndAreOfUnitLength() {
    Mixture again = Mixture.of(RealVectors.synthetic(64, 5), 600, 10, 5);
    for (int number : new int[] {0, 599, 25_000, 4_000_000}) {
      float[] vector = CORPUS.vector(number);
      assertThat(again.vector(number)).containsExactly(vector);
      double squares = 0;
      for (float component : vector) {
        squares += component * component;
      }
      assertThat(squares).isCloseTo(1, within(1e-5));
    }
  }
}
