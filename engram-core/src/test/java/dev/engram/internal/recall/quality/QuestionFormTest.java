package dev.engram.internal.recall.quality;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuestionFormTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "When does the ferry leave?",
        "Where, and when, did they meet?",
        "How many hens does Ana keep?",
        "Have I paid the plumber?",
        "Thanks. Did the roof hold?",
        "At which time is the tide high?"
      })
  void aValueOrAYesOrNoAnswersAClosedQuestion(String question) {
    assertThat(QuestionForm.of(question).closed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What did the plumber say when I called?",
        "How did Ana like the ferry?",
        "Tell me about the hens",
        "Which hens are the loudest?",
        "",
        "🦔",
        "何時ですか"
      })
  void anAccountAnswersTheRest(String question) {
    assertThat(QuestionForm.of(question).closed()).isFalse();
  }

  @Test
  void namesAreCapitalisedWordsWithinSentences() {
    assertThat(QuestionForm.of("What did Ana say to Bo? Then I left").names()).isEqualTo(2);
    assertThat(QuestionForm.of("what did i’m say").names()).isZero();
    assertThat(QuestionForm.of("WHAT DID ANA SAY").names()).isZero();
    assertThat(QuestionForm.of("is A B C D E F G here").names()).isEqualTo(5);
  }

  @Test
  void numbersAndScriptsAreSeen() {
    assertThat(QuestionForm.of("the meeting of 12 May").numbers()).isTrue();
    assertThat(QuestionForm.of("the meeting in May").numbers()).isFalse();
    assertThat(QuestionForm.of("Où est Zoë ?").latin()).isTrue();
    assertThat(QuestionForm.of("أين القطة؟").latin()).isFalse();
    assertThat(QuestionForm.of("42").latin()).isTrue();
  }

  @Test
  void tornSurrogatesAndVeryLongTextsAreRead() {
    assertThat(QuestionForm.of("\uD83D what \uDE00").names()).isZero();
    assertThat(QuestionForm.of("x Ana ".repeat(20_000)).names()).isEqualTo(5);
  }
}
