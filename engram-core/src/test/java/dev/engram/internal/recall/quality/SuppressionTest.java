package dev.engram.internal.recall.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.Seed;
import dev.engram.config.TrustOptions;
import dev.engram.internal.vault.FeedbackTable;
import dev.engram.query.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SuppressionTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final OptionalLong SPACE = OptionalLong.of(3);

  private final Random random = Seed.random("SuppressionTest");
  private final Suppression suppression = new Suppression(TrustOptions.defaults(), () -> SPACE);

  private float[] vector() {
    float[] vector = new float[64];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) random.nextGaussian();
    }
    return vector;
  }

  /** A vector of the same length whose cosine with another is known. */
  private float[] near(float[] one, double cosine) {
    float[] other = vector();
    double squares = dot(one, one);
    double along = dot(one, other) / squares;
    for (int i = 0; i < one.length; i++) {
      other[i] -= (float) (along * one[i]);
    }
    double scale = Math.sqrt(squares / dot(other, other)) * Math.sqrt(1 - cosine * cosine);
    for (int i = 0; i < one.length; i++) {
      other[i] = (float) (cosine * one[i] + scale * other[i]);
    }
    return other;
  }

  private static double dot(float[] one, float[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      sum += one[i] * other[i];
    }
    return sum;
  }

  private static Question question(String words, float[] vector) {
    return Question.of(words, Optional.of(vector));
  }

  private void judge(int root, Verdict verdict, Question question, long space, Instant when) {
    suppression.add(
        new FeedbackTable.Row(
            root,
            verdict,
            when,
            OptionalLong.of(question.words()),
            question.direction().map(bytes -> new FeedbackTable.Context(space, bytes)),
            OptionalInt.empty()));
  }

  private boolean held(int root, Question question) {
    return suppression.holdsBack(root, NOW.minus(Duration.ofDays(400)), question, NOW);
  }

  @Test
  void aQuestionIsAsFarAwayAsItsCosineSays() {
    float[] asked = vector();
    judge(7, Verdict.UNHELPFUL, question("one", asked), 3, NOW);
    assertThat(held(7, question("two", near(asked, 0.87)))).isTrue();
    assertThat(held(7, question("two", near(asked, 0.83)))).isFalse();
    assertThat(held(8, question("two", asked))).isFalse();
    assertThat(held(7, question("One?", vector()))).isTrue();
  }

  @Test
  void contextsOfAnotherSpaceSayNothing() {
    float[] asked = vector();
    judge(7, Verdict.UNHELPFUL, question("one", asked), 4, NOW);
    assertThat(held(7, question("two", asked))).isFalse();
    assertThat(held(7, question("one", vector()))).isTrue();
  }

  @Test
  void judgementsEndAfterTheirTimeAndDoNotReachNewWords() {
    float[] asked = vector();
    Question one = question("one", asked);
    judge(7, Verdict.CORRECTED, one, 3, NOW.minus(Duration.ofDays(91)));
    assertThat(held(7, one)).isFalse();
    judge(7, Verdict.CORRECTED, one, 3, NOW.minus(Duration.ofDays(89)));
    assertThat(held(7, one)).isTrue();
    assertThat(suppression.holdsBack(7, NOW.minus(Duration.ofDays(1)), one, NOW)).isFalse();
  }

  @Test
  void theLastWordCountsWhateverTheOrderOfArrival() {
    float[] asked = vector();
    Question one = question("one", asked);
    judge(7, Verdict.HELPFUL, one, 3, NOW);
    judge(7, Verdict.UNHELPFUL, one, 3, NOW.minusSeconds(5));
    assertThat(held(7, one)).isFalse();
    judge(7, Verdict.UNHELPFUL, question("far off", near(asked, 0.2)), 3, NOW);
    assertThat(held(7, one)).isFalse();
  }

  @Test
  void eightBitsKeepTheCosine() {
    for (int i = 0; i < 200; i++) {
      double cosine = 2 * random.nextDouble() - 1;
      float[] one = vector();
      float[] other = near(one, cosine);
      assertThat(Direction.cosine(Direction.of(one), Direction.of(other)))
          .isBetween(cosine - 0.02, cosine + 0.02);
    }
  }

  @Test
  void aQuestionIsKnownByItsLettersWhateverTheScript() {
    assertThat(QuestionKey.of("Where  is\tAna?")).isEqualTo(QuestionKey.of("where is ana"));
    assertThat(QuestionKey.of("where is Ben")).isNotEqualTo(QuestionKey.of("where is Ana"));
    assertThat(QuestionKey.of("猫はどこ？")).isEqualTo(QuestionKey.of("猫はどこ"));
    assertThat(QuestionKey.of("🙂")).isNotEqualTo(QuestionKey.of("🙃"));
    assertThat(QuestionKey.of("?")).isNotEqualTo(QuestionKey.of("!"));
    assertThat(QuestionKey.of("\uD83D?")).isEqualTo(QuestionKey.of("\uD83D"));
  }
}
