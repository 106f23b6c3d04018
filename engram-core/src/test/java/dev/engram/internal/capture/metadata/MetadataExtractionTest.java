package dev.engram.internal.capture.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.fault.InvalidInputException;
import dev.engram.internal.capture.entity.Mentions;
import dev.engram.internal.capture.word.HostileTexts;
import dev.engram.memory.Metadata;
import dev.engram.memory.Metadata.Quantity;
import dev.engram.memory.Metadata.Version;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataExtractionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I ran 5 km today | 5 | km | 5 km",
        "it is 20% cheaper | 20 | % | 20%",
        "it costs $1,200.50 a month | 1200.5 | USD | $1,200.50",
        "for 3.5k EUR | 3500 | EUR | 3.5k EUR",
        "it was -4 °C outside | -4 | °C | -4 °C",
        "a 2TB disk | 2 | TB | 2TB",
        "two hours later | 2 | hour | two hours",
        "they raised $3M | 3000000 | USD | $3M",
        "2.5 million users | 2500000 | user | 2.5 million users",
        "1,5 l of water | 1.5 | l | 1,5 l",
        "40€ each | 40 | EUR | 40€",
      })
  void readsANumberWithItsUnit(String text, double value, String unit, String as) {
    assertThat(of(text).quantities()).containsExactly(new Quantity(value, unit, as));
  }

  @Test
  void aRangeIsTwoQuantities() {
    assertThat(of("it takes 5-10 minutes").quantities())
        .extracting(Quantity::value)
        .containsExactly(5.0, 10.0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"at 3pm", "in the 1990s", "192.168.0.1", "March 15, 2024", "room 12", "1."})
  void aNumberWithoutUnitIsNoQuantity(String text) {
    assertThat(of(text).quantities()).isEmpty();
  }

  @Test
  void readsVersionsWithWhatTheyBelongTo() {
    assertThat(
            of("PostgreSQL 16.2 and Java 25; the app is at v1.2.3, the host at 10.0.0.1")
                .versions())
        .containsExactly(
            new Version(Optional.of("PostgreSQL"), "16.2"),
            new Version(Optional.of("Java"), "25"),
            new Version(Optional.empty(), "1.2.3"));
  }

  @Test
  void collectsAddressesInOrderWithoutRepetition() {
    Metadata metadata =
        of(
            "https://b.org and https://a.org, https://b.org; ana@x.org; see conf/app.yaml,"
                + " ~/notes.md");
    assertThat(metadata.urls()).containsExactly("https://b.org", "https://a.org");
    assertThat(metadata.emails()).containsExactly("ana@x.org");
    assertThat(metadata.paths()).containsExactly("conf/app.yaml", "~/notes.md");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "```rust\\nfn f() {}\\n``` | Rust",
        "```\\npublic class A {\\n  public static void main(String[] a) {}\\n}\\n``` | Java",
        "```\\ndef f(self):\\n  print(1)\\n``` | Python",
        "please look at src/app.ts | TypeScript",
        "```\\nSELECT a FROM b WHERE c = 1\\n``` | SQL",
      })
  void tellsTheLanguageOfCode(String text, String language) {
    assertThat(of(text.replace("\\n", "\n")).codeLanguage()).contains(language);
  }

  @Test
  void proseIsNoCode() {
    assertThat(of("I import tea and function well; the value of it is great.").codeLanguage())
        .isEmpty();
  }

  @Test
  void tellsTopics() {
    assertThat(of("My doctor gave me medicine for the headache").topics())
        .first()
        .isEqualTo("health");
    assertThat(of("We booked a flight and a hotel for the vacation").topics())
        .first()
        .isEqualTo("travel");
    assertThat(of("It is what it is").topics()).isEmpty();
  }

  @Test
  void roundTripsThroughJson() {
    Metadata metadata =
        of("Ana runs PostgreSQL 16 from ~/db/conf.yaml, 5 km away: https://a.org \"é😀\"");
    assertThat(metadata.isEmpty()).isFalse();
    assertThat(MetadataJson.read(MetadataJson.write(metadata))).isEqualTo(metadata);
    assertThat(MetadataJson.write(Metadata.NONE)).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "7", "null", "\"x\""})
  void damagedJsonIsATypedError(String json) {
    assertThatThrownBy(() -> MetadataJson.read(json)).isInstanceOf(InvalidInputException.class);
  }

  @Test
  void unknownAndOddFieldsArePassedOver() {
    assertThat(
            MetadataJson.read(
                    "{\"new\":1,\"people\":[1,\"Ana\"],\"versions\":[[]],\"quantities\":[7]}")
                .people())
        .containsExactly("Ana");
  }

  @Test
  void survivesAnyTextWithinBounds() {
    for (String text : HostileTexts.small()) {
      assertThat(MetadataJson.read(MetadataJson.write(of(text)))).isEqualTo(of(text));
    }
    for (String text : HostileTexts.large(100_000)) {
      assertThat(of(text).quantities().size()).isLessThanOrEqualTo(Metadata.MOST);
    }
  }

  private static Metadata of(String text) {
    return new MetadataExtraction()
        .of(text, new Mentions().in(text, Optional.empty(), Optional.empty()));
  }
}
