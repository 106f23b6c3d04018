package dev.engram.internal.capture.proposition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.engram.internal.capture.language.Language;
import dev.engram.internal.capture.text.Utterance;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PropositionsSurviveTest {
  private static final Propositions PROPOSITIONS = new Propositions(new Language());
  private static final List<String> WORDS =
      List.of(
          "I",
          "my sister",
          "moved",
          "to",
          "Porto",
          "is",
          "not",
          ",",
          ".",
          "and",
          "if",
          "who",
          "that",
          "the",
          "3",
          "\"",
          "(",
          ")",
          "[",
          "`",
          "```",
          "\n",
          "🎉",
          "\ud83d",
          "\u0000",
          "中文",
          "了。",
          "don't",
          "’s",
          "'",
          "'d",
          "it",
          "you",
          "she",
          "would",
          "like",
          "from",
          "a",
          "an",
          "of",
          "no longer",
          "instead of",
          "remember that",
          "always",
          "http://x.y",
          "--",
          "…",
          "?",
          "%",
          "$",
          "\t",
          "-",
          "* ",
          "# ",
          "was",
          "has",
          "been",
          "switched",
          "names",
          "its",
          "n",
          "r");

  private static List<Proposition> said(String text) {
    return PROPOSITIONS.in(
        new Utterance(text, Optional.of("Ana"), Optional.empty(), Instant.EPOCH, ZoneOffset.UTC));
  }

  @Test
  void anyJumbleGivesSoundPropositions() {
    long seed = Long.getLong("engram.seed", 20_261_121);
    var random = new Random(seed);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      int size = random.nextInt(40);
      for (int i = 0; i < size; i++) {
        text.append(WORDS.get(random.nextInt(WORDS.size())))
            .append(random.nextInt(5) > 0 ? " " : "");
      }
      String whole = text.toString();
      for (Proposition fact : said(whole)) {
        assertThat(fact.source().end()).as("seed %d", seed).isLessThanOrEqualTo(whole.length());
        assertThat(fact.text()).as("seed %d", seed).isNotBlank();
      }
    }
  }

  @Test
  void hugeAndHostileTextsTakeBoundedTime() {
    List<String> hostile =
        List.of(
            "a".repeat(1_000_000),
            "I use ".repeat(170_000),
            "(".repeat(500_000),
            "\"".repeat(500_001),
            "`".repeat(500_001),
            "[ I am ".repeat(100_000),
            "and I ".repeat(100_000) + ".",
            ".".repeat(1_000_000),
            "I, ".repeat(300_000),
            "'s".repeat(300_000),
            "a,b".repeat(200_000),
            "I am. ".repeat(100_000),
            "{\"a\":1},".repeat(100_000),
            "QUJD".repeat(250_000),
            "字".repeat(1_000_000),
            "🎉".repeat(300_000),
            "\n".repeat(1_000_000),
            "- ".repeat(400_000));
    IntStream.range(0, hostile.size())
        .forEach(i ->
            assertTimeout(Duration.ofSeconds(20), () -> said(hostile.get(i)), () -> "text " + i));
  }

  @Test
  void emptyTextsGiveNothing() {
    for (String text : List.of("", " ", "\n", "\u0000", "…", "?", ".", "I", "👍", "\udc00")) {
      assertThat(said(text)).isEmpty();
    }
  }

  @Test
  void speakersNamedLikeKeywordsAreJustNames() {
    for (String name : List.of("None", "null", "system", "I", "my", "$1", "")) {
      var said =
          new Utterance(
              "I have a boat.", Optional.of(name), Optional.empty(), Instant.EPOCH, ZoneOffset.UTC);
      assertThat(PROPOSITIONS.in(said)).as(name).hasSize(1);
    }
  }
}
