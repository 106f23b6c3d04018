package dev.engram.bench.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingFitTest {
  private static final boolean[] BOTH = {true, true};

  /** The first signal tells answers, somewhat; the second tells nothing. */
  private static List<Lesson> lessons() {
    var random = new Random(7);
    var lessons = new ArrayList<Lesson>();
    for (int i = 0; i < 60; i++) {
      float[][] signals = new float[30][2];
      String[] texts = new String[30];
      boolean[] gold = new boolean[30];
      for (int row = 0; row < 30; row++) {
        texts[row] = "t" + row;
        gold[row] = row == i % 30;
        signals[row][0] = (float) (random.nextGaussian() + (gold[row] ? 3 : 0));
        signals[row][1] = (float) (100 * random.nextGaussian());
      }
      lessons.add(new Lesson("set", "c" + i % 6, signals, texts, gold, 1));
    }
    return lessons;
  }

  @Test
  void whatTellsAnswersCountsAndNoiseDoesNot() {
    List<Lesson> lessons = lessons();
    double[] weights = RankingFit.of(lessons, BOTH);
    assertThat(weights[0]).isPositive();
    assertThat(Math.abs(100 * weights[1])).isLessThan(weights[0] / 4);
    assertThat(weights).containsExactly(RankingFit.of(lessons, BOTH));
  }

  @Test
  void anUnusedSignalGetsNoWeight() {
    double[] weights = RankingFit.of(lessons(), new boolean[] {true, false});
    assertThat(weights[1]).isZero();
  }

  @Test
  void conversationsAreScoredByWeightsFittedWithoutThem() {
    Lesson.Score score =
        new CrossValidation(3, 1).outOfFold(lessons(), BOTH).getOrDefault("set", NONE);
    assertThat(score.recall()).isGreaterThan(0.9);
    assertThat(score.ndcg()).isBetween(0.5, 1.0);
  }

  private static final Lesson.Score NONE = new Lesson.Score(0, 0, 0);

  @Test
  void piecesOfOneTextCountOnce() {
    var lesson =
        new Lesson(
            "set",
            "c",
            new float[][] {{3}, {2}, {1}},
            new String[] {"a", "a", "b"},
            new boolean[] {true, true, false},
            2);
    Lesson.Score score = lesson.score(new double[] {1});
    assertThat(score.recall()).isEqualTo(0.5);
    assertThat(score.any()).isEqualTo(1);
    assertThat(score.ndcg()).isBetween(0.61, 0.62);
  }
}
