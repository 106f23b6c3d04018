package dev.engram.internal.seal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.screen.personal.PersonalDataDetector;
import dev.engram.internal.screen.personal.PersonalOptions;
import dev.engram.memory.SecurityTier;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VeilTest {
  private final PersonalDataDetector detector = new PersonalDataDetector(PersonalOptions.raising());

  private Veil of(String text) {
    return Veil.ofStretches(detector, List.of(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Write to heron@zanzibarium.org today. | Write to [email] today.",
        "heron@zanzibarium.org | [email]",
        "Mail heron@zanzibarium.org, osprey@zanzibarium.org. | Mail [email].",
        "東京 heron@zanzibarium.org 東京 | 東京 [email] 東京",
      })
  void aStretchLeavesTheNameOfItsKind(String text, String seen) {
    assertThat(of(text).text(text)).isEqualTo(seen);
  }

  @Test
  void wordsOfAStretchAreHiddenInWhatWasReadFromIt() {
    Veil veil = of("Write to heron@zanzibarium.org today.");
    assertThat(veil.text("Heron of Zanzibarium")).isEqualTo("[email] of [email]");
    assertThat(veil.text("today")).isEqualTo("today");
    assertThat(veil.text("org")).isEqualTo("[email]");
  }

  @Test
  void whoIsNamedBesideAnAddressMayShow() {
    Veil veil = of("Ana is ana.heron@zanzibarium.org now.");
    assertThat(veil.text("Ana is there")).isEqualTo("Ana is there");
    assertThat(veil.text("Heron is there")).isEqualTo("[email] is there");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a", "\uD83D", "漢字", "[email]", "heron@zanzibarium.org"})
  void aWholeVeilShowsNothingOfAnything(String text) {
    assertThat(Veil.whole(SecurityTier.CONFIDENTIAL).text(text)).isEqualTo("[confidential]");
    assertThat(Veil.whole(SecurityTier.SENSITIVE).text(text)).isEqualTo("[sensitive]");
    assertThat(Veil.NONE.text(text)).isEqualTo(text);
  }

  @Test
  void aHigherTierThanWasFoundHidesEverything() {
    Veil veil = of("Write to heron@zanzibarium.org today.");
    assertThat(veil.atLeast(SecurityTier.CLEARTEXT)).isSameAs(veil);
    assertThat(veil.atLeast(SecurityTier.SENSITIVE)).isSameAs(veil);
    assertThat(veil.atLeast(SecurityTier.CONFIDENTIAL).text("today")).isEqualTo("[confidential]");
  }

  @Test
  void oddTextsComeThrough() {
    Veil veil = of("Write to heron@zanzibarium.org today.");
    for (String odd :
        List.of("\uD83D", "\uDE00x", "é́́", "👩‍👩‍👧", "a".repeat(8_192), "\u0000")) {
      assertThat(veil.text(odd)).isEqualTo(odd);
    }
  }

  @Test
  void ofWhatIsWithheldNothingShows() {
    String text = "the heron landed on the pier";
    for (SecurityTier tier : SecurityTier.values()) {
      String seen = Veil.whole(tier).text(text);
      assertThat(Veil.anyShown(seen)).isEqualTo(tier == SecurityTier.CLEARTEXT);
    }
    assertThat(Veil.anyShown("write to [email]")).isTrue();
  }
}
