package dev.engram.internal.recall.rank;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class QuestionCuesTest {
  private static QuestionCues cues(String question) {
    return QuestionCues.of(question, 3, new int[0]);
  }

  @Test
  void adviceForOneselfIsToldFromWhatWasSaid() {
    assertThat(cues("Which books would you suggest I read?").advice()).isTrue();
    assertThat(cues("Which books would you suggest I read?").said()).isFalse();
    assertThat(cues("Which books did you suggest to me?").said()).isTrue();
    assertThat(cues("Which books did you suggest to me?").advice()).isFalse();
    assertThat(cues("Which books does Ana suggest?").advice()).isFalse();
  }

  @Test
  void whatIsAskedForIsSeen() {
    assertThat(cues("When did Ana move?").time()).isTrue();
    assertThat(cues("How many cats are there?").number()).isTrue();
    assertThat(cues("Give me a summary of the move").overview()).isTrue();
    assertThat(cues("Who moved?"))
        .returns(false, QuestionCues::time)
        .returns(false, QuestionCues::number)
        .returns(false, QuestionCues::overview);
  }

  @Test
  @Timeout(5)
  void anyTextIsReadInLittleTime() {
    assertThat(cues("how would you ".repeat(10_000)).said()).isFalse();
    assertThat(cues("").advice()).isFalse();
    assertThat(cues("\uD83D\uDE00").overview()).isFalse();
  }
}
