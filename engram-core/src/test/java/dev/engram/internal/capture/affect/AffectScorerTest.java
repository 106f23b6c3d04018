package dev.engram.internal.capture.affect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.capture.affect.AffectContext.Outcome;
import dev.engram.internal.capture.word.HostileTexts;
import dev.engram.memory.Affect;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AffectScorerTest {
  private static final AffectScorer SCORER = new AffectScorer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I love this, it is perfect!",
        "Thank you so much, that was very helpful.",
        "We finally won the championship 🎉",
        "I'm sooooo happy about the new flat",
        "That's not bad at all.",
        "I can't wait to see you!",
        "It was terrible at first, but now I love it.",
        "Great job :)",
      })
  void goodNewsFeelGood(String text) {
    assertThat(of(text).valence()).isGreaterThan(0.15);
    assertThat(of(text).intensity()).isGreaterThan(0.05);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I hate this, it is awful.",
        "I'm not happy with the result.",
        "This is so frustrating, it crashed again!!",
        "My dog died yesterday 😭",
        "The deploy failed and I lost all my data.",
        "I was never comfortable there, it was a horrible office.",
        "I loved the idea but the flat was terrible and dirty.",
      })
  void badNewsFeelBad(String text) {
    assertThat(of(text).valence()).isLessThan(-0.15);
    assertThat(of(text).intensity()).isGreaterThan(0.05);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "The meeting is at 3pm in room 12.",
        "I moved from Lyon to Porto in March.",
        "It looks like rain tomorrow.",
        "The function takes two arguments and returns a list.",
        "What kind of database do you use?",
        "我住在上海。",
        "Turn left at the station, then go two blocks.",
      })
  void plainTextFeelsNothing(String text) {
    assertThat(of(text).arousal()).isLessThan(0.02);
    assertThat(of(text).intensity()).isLessThan(0.12);
  }

  @Test
  void emphasisRaisesIntensity() {
    assertThat(of("I LOVE it!!!").intensity()).isGreaterThan(of("I love it").intensity());
    assertThat(of("this is soooo good").intensity()).isGreaterThan(of("this is good").intensity());
    assertThat(of("very good").valence()).isGreaterThan(of("good").valence());
    assertThat(of("slightly annoying work, bad day").valence())
        .isGreaterThan(of("very annoying work, bad day").valence());
  }

  @Test
  void urgencyRaisesIntensityNotValence() {
    Affect affect = of("Please send the form asap, it is urgent");
    assertThat(affect.intensity()).isGreaterThanOrEqualTo(0.3);
    assertThat(affect.valence()).isZero();
  }

  @Test
  void theContextCounts() {
    String text = "The job ran.";
    Affect failed = SCORER.of(text, AffectContext.ended(Outcome.FAILURE));
    assertThat(failed.valence()).isEqualTo(-0.3);
    assertThat(failed.intensity()).isEqualTo(0.3);
    assertThat(failed.arousal()).isEqualTo(0.09);
    Affect noted = SCORER.of(text, new AffectContext(Optional.empty(), true, true));
    assertThat(noted.intensity()).isEqualTo(0.45);
    assertThat(noted.valence()).isZero();
  }

  @Test
  void aCorrectionIsHeard() {
    assertThat(of("No, that's wrong, I said Tuesday").intensity()).isGreaterThanOrEqualTo(0.25);
  }

  @Test
  void codeHasNoFeelings() {
    assertThat(of("Run it:\n```\nkill -9 1 # fatal error, terrible\n```").arousal())
        .isLessThan(0.02);
  }

  @Test
  void survivesAnyText() {
    for (String text : HostileTexts.small()) {
      assertThat(of(text).arousal()).isBetween(0.0, 1.0);
    }
    for (String text : HostileTexts.large(200_000)) {
      assertThat(of(text).arousal()).isBetween(0.0, 1.0);
    }
  }

  private static Affect of(String text) {
    return SCORER.of(text, AffectContext.NONE);
  }
}
