package dev.engram.internal.outward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.OutwardOptions;
import dev.engram.config.OutwardOptions.Rules;
import dev.engram.config.OutwardOptions.Treatment;
import dev.engram.memory.SecurityTier;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What leaves has the same placeholder for the same value")
class RedactionTest {
  private static final Detectors ALL = Detectors.of(OutwardOptions.defaults());

  private static List<Optional<String>> numbered(Rules rules, Passage... passages) {
    List<Passage> all = List.of(passages);
    return new Redaction(ALL, rules, new Naming.Numbered(all)).pass(all, true);
  }

  private static String keyed(String text, long key) {
    var naming = new Naming.Keyed(hash -> (hash ^ key) * 0x9E3779B97F4A7C15L);
    return new Redaction(ALL, Rules.guarded(), naming)
        .pass(List.of(Passage.of(text)), true)
        .getFirst()
        .orElseThrow();
  }

  @Test
  void valuesAreNumberedByKindWithinACall() {
    assertThat(
            numbered(
                Rules.guarded(),
                Passage.of("Mail a@b.example and c@d.example, then A@B.example again."),
                Passage.of("It was c@d.example who called +44 20 7946 0958.")))
        .containsExactly(
            Optional.of("Mail [EMAIL 1] and [EMAIL 2], then [EMAIL 1] again."),
            Optional.of("It was [EMAIL 2] who called [PHONE 1]."));
  }

  @Test
  void whatIsFoundInOneTextIsHiddenInAll() {
    var said =
        new Passage("Quill: the roof leaks, says Quill.", SecurityTier.CLEARTEXT, Set.of("Quill"));
    assertThat(numbered(Rules.guarded(), said, Passage.of("And Quill? Quillon is a place.")))
        .containsExactly(
            Optional.of("[PERSON-NAME 1]: the roof leaks, says [PERSON-NAME 1]."),
            Optional.of("And [PERSON-NAME 1]? Quillon is a place."));
  }

  @Test
  void wordsThatOnlyLookLikeAPlaceholderStay() {
    assertThat(numbered(Rules.guarded(), Passage.of("[EMAIL 1] is what a@b.example wrote.")))
        .containsExactly(Optional.of("[EMAIL 1] is what [EMAIL 2] wrote."));
  }

  @Test
  void aKeyedPlaceholderIsTheSameInEveryCallOfAVaultAndAnotherInAnother() {
    String one = keyed("Mail a@b.example.", 1);
    assertThat(one).matches("Mail \\[EMAIL \\d+]\\.");
    assertThat(keyed("Who wrote from A@b.example?", 1))
        .contains(one.substring(5, one.length() - 1));
    assertThat(keyed("Mail a@b.example.", 2)).isNotEqualTo(one);
    assertThat(keyed("Card 4111 1111 1111 1111", 1))
        .isEqualTo(keyed("Card 4111-1111-1111-1111", 1));
  }

  @Test
  void rulesSayWhatBecomesOfTiers() {
    var mail = new Passage("Mail a@b.example.", SecurityTier.SENSITIVE, Set.of());
    var asked = new Passage("The roof leaks.", SecurityTier.SENSITIVE, Set.of());
    var card = new Passage("Card 4111 1111 1111 1111.", SecurityTier.CONFIDENTIAL, Set.of());
    assertThat(numbered(Rules.guarded(), mail, asked, card))
        .containsExactly(Optional.of("Mail [EMAIL 1]."), Optional.empty(), Optional.empty());
    assertThat(numbered(Rules.clear(), mail, asked, card))
        .containsExactly(
            Optional.of("Mail a@b.example."),
            Optional.of("The roof leaks."),
            Optional.of("Card 4111 1111 1111 1111."));
    assertThat(numbered(Rules.guarded().withConfidential(Treatment.PLACEHOLDERS), card))
        .containsExactly(Optional.of("Card [CREDIT-CARD 1]."));
    assertThat(
            numbered(
                Rules.guarded().withPersonal(Treatment.WITHHELD),
                Passage.of("Mail a@b.example."),
                Passage.of("The roof leaks.")))
        .containsExactly(Optional.empty(), Optional.of("The roof leaks."));
  }

  @Test
  void survivesAnyText() {
    long seed = Long.getLong("engram.seed", 11);
    var random = new Random(seed);
    String alphabet = "01a.A @:/[]EMAIL 1\n\t\"\\é王مرحبا\ud83d\ude00\ud83d\u200b";
    for (int round = 0; round < 200; round++) {
      var text = new StringBuilder("Ana Silva <ana@b.example> ");
      for (int i = random.nextInt(300); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      var passage = new Passage(text.toString(), SecurityTier.CLEARTEXT, Set.of("Ana", "", "["));
      Optional<String> out = numbered(Rules.guarded(), passage).getFirst();
      assertThat(out).as("seed %d", seed).isPresent();
      assertThat(out.get()).as("seed %d", seed).doesNotContain("ana@b.example");
    }
    for (String piece : List.of("[", "[A", "Ana ", "a@b.example ", "]", "\ud83d")) {
      var passage =
          new Passage(piece.repeat(8192 / piece.length()), SecurityTier.CLEARTEXT, Set.of("Ana"));
      assertThat(numbered(Rules.guarded(), passage)).hasSize(1);
    }
  }
}
