package dev.engram.internal.capture.importance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class ImportanceModelTest {
  private static final ImportanceModel MODEL = ImportanceModel.standard();

  @Test
  void courtesiesGetTheFloorAndFadeFast() {
    for (String text :
        List.of(
            "Hi!",
            "Hello there, how are you?",
            "Thanks a lot!",
            "Thank you so much, I really appreciate it.",
            "Okay.",
            "Yes, sure.",
            "Bye, talk to you soon!",
            "Wow, that's amazing! I'm so happy for you!",
            "Congrats! You deserve it.",
            "Haha, sounds good!",
            "Good luck, you got this!",
            "That's really great to hear.",
            "👍",
            "...",
            "")) {
      Importance importance = weigh(text);
      assertThat(importance.floor()).as(text).isTrue();
      assertThat(importance.value()).isEqualTo(Importance.FLOOR);
      assertThat(importance.decay()).isGreaterThan(1);
    }
  }

  @Test
  void whatSomeoneTellsOfThemselvesStays() {
    for (String text :
        List.of(
            "I moved to Lisbon last March to work as a nurse at a children's hospital.",
            "My sister Ana is allergic to peanuts and shellfish.",
            "We adopted a greyhound called Pixel two weeks ago.",
            "The deployment failed because the certificate on host db3 had expired.",
            "I quit smoking in 2019 after my doctor found a spot on my lung.",
            "Thanks! I finally signed the lease for the studio on Mill Road yesterday.",
            "{\"order\": 4711, \"items\": [\"lamp\", \"desk\"], \"city\": \"Porto\", \"paid\":"
                + " true}",
            "我上个星期搬到了里斯本",
            "انتقلت إلى لشبونة في مارس")) {
      assertThat(weigh(text).floor()).as(text).isFalse();
    }
  }

  @Test
  void requestsToRememberGetTheCeiling() {
    for (String text :
        List.of(
            "Remember that I'm allergic to penicillin.",
            "Please remember my daughter's name is Ines.",
            "Hey, don't forget the meeting moved to Tuesday.",
            "Note that we deploy on Fridays only.",
            "For future reference, use tabs.")) {
      assertThat(weigh(text).value()).as(text).isEqualTo(Importance.CEILING);
    }
    var stated =
        new Message(
            "tea", Optional.empty(), Optional.empty(), Optional.empty(), Message.Origin.EXPLICIT);
    assertThat(MODEL.of(stated).value()).isEqualTo(Importance.CEILING);
  }

  @Test
  void encouragementIsNoRequest() {
    assertThat(weigh("Remember, you are stronger than you think!").value()).isLessThan(0.9);
    assertThat(weigh("Do you remember my old bike?").value()).isLessThan(0.9);
  }

  @Test
  void materialThatNobodySaidNeverGetsTheFloor() {
    var message =
        new Message(
            "ok", Optional.empty(), Optional.empty(), Optional.empty(), Message.Origin.MATERIAL);
    assertThat(MODEL.of(message).floor()).isFalse();
    assertThat(MODEL.of(message).value()).isGreaterThanOrEqualTo(0.5);
  }

  @Test
  void everyValueIsBoundedAndExplained() {
    Importance importance = weigh("I sold my car in May and bought a cargo bike from Ben.");
    assertThat(importance.value()).isBetween(0.1, 1.0);
    assertThat(importance.reasons()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void anyTextIsWeighedInBoundedTime() {
    long seed = Long.getLong("engram.seed", 1);
    var random = new Random(seed);
    String signs = "aI'm’ ,.!?[]-09\n\u0000\ud800漢😀éß\tZ";
    for (int i = 0; i < 20_000; i++) {
      var text = new StringBuilder();
      for (int length = random.nextInt(40); length > 0; length--) {
        text.append(signs.charAt(random.nextInt(signs.length())));
      }
      var message =
          Message.said(
              text.toString(), Optional.of("User"), Optional.of(text.reverse().toString()));
      assertThat(MODEL.of(message).value()).as("seed %d", seed).isBetween(0.0, 1.0);
    }
    for (String part : List.of("[", "a", "a ", "?", "!", "I, ", "漢", "[a]", "-", "\ud800", "9")) {
      String text = part.repeat(1_000_000 / part.length());
      Assertions.assertTimeout(
          Duration.ofSeconds(2),
          () -> MODEL.of(Message.said(text, Optional.empty(), Optional.of(text))),
          part);
    }
  }

  private static Importance weigh(String text) {
    return MODEL.of(Message.said(text, Optional.of("Mia"), Optional.empty()));
  }
}
