package dev.engram.internal.screen.personal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.memory.SecurityTier;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("§10.5.2 Personal data is told by kind")
class PersonalDataDetectorTest {
  private static final PersonalDataDetector ALL = new PersonalDataDetector(PersonalOptions.all());
  private static final PersonalDataDetector RAISING =
      new PersonalDataDetector(PersonalOptions.raising());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "write to jo.bloggs+x@mail.example.org, please | jo.bloggs+x@mail.example.org | EMAIL",
        "paid with 4111 1111 1111 1111 today | 4111 1111 1111 1111 | CREDIT_CARD",
        "send it to DE89 3704 0044 0532 0130 00 now | DE89 3704 0044 0532 0130 00 | IBAN",
        "call me on 030 123 45 67 8 tomorrow | 030 123 45 67 8 | PHONE",
        "it is +44 20 7946 0958 | +44 20 7946 0958 | PHONE",
        "his line: (212) 555-0147 x12 | (212) 555-0147 x12 | PHONE",
        "SSN 219-09-9999 | 219-09-9999 | US_SSN",
        "ITIN 912-70-1234 | 912-70-1234 | US_ITIN",
        "logged in from 203.0.113.77 | 203.0.113.77 | IP_ADDRESS",
        "from 2001:db8::8a2e:370:7334 today | 2001:db8::8a2e:370:7334 | IP_ADDRESS",
        "the card is 00:1b:44:11:3a:b7 | 00:1b:44:11:3a:b7 | MAC_ADDRESS",
        "my passport number is C01X00T47 | C01X00T47 | PASSPORT",
        "driver's license D1234567 | D1234567 | DRIVER_LICENSE",
        "CPF 529.982.247-25 | 529.982.247-25 | NATIONAL_ID",
        "mi DNI es 12345678Z | 12345678Z | NATIONAL_ID",
        "codice RSSMRA85T10A562S | RSSMRA85T10A562S | NATIONAL_ID",
        "NI number AB 12 34 56 C | AB 12 34 56 C | NATIONAL_ID",
        "born on 3 May 1984 | 3 May 1984 | DATE_OF_BIRTH",
        "we meet at 24 Clarke Avenue | 24 Clarke Avenue | STREET_ADDRESS",
        "wohnt Lindenstraße 7 | Lindenstraße 7 | STREET_ADDRESS",
        "postgres://bob:hunter22@db.example/x | postgres://bob:hunter22@db.example/x |"
            + " CREDENTIAL_URL",
        "to 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa | 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa | WALLET",
      })
  void findsWhole(String text, String value, PersonalKind kind) {
    assertThat(ALL.classify(text).findings())
        .anySatisfy(one -> {
          assertThat(one.kind()).isEqualTo(kind);
          assertThat(text.substring(one.start(), one.end())).isEqualTo(value);
        });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Version 10.2.14.3 came out on 2024-05-17 at 10:30:15.",
        "Order 4539-2210 shipped, 12,500 units for $1,234,567.89.",
        "ISBN 978-3-16-148410-0 and commit 9f86d081884c7d65.",
        "Build 1718035200 took 3.14159 s; see issue 123456789.",
        "The id is 123e4567-e89b-12d3-a456-426614174000.",
        "A card 4111 1111 1111 1112 fails its check digit, so this is only a number series.",
        "Use std::vector and ab::cd in namespace dead::beef.",
        "We had 5 of 7 points in 2 sprints, 100 Mbps down.",
        "Localhost is 127.0.0.1.",
      })
  void ordinaryNumbersRaiseNothing(String text) {
    assertThat(RAISING.classify(text).findings()).isEmpty();
  }

  @Test
  void theTierIsTheHighestOfAnyFinding() {
    assertThat(ALL.classify("The build is green.").tier()).isEqualTo(SecurityTier.CLEARTEXT);
    assertThat(ALL.classify("mail a@b.example").tier()).isEqualTo(SecurityTier.SENSITIVE);
    assertThat(ALL.classify("mail a@b.example, SSN 219-09-9999").tier())
        .isEqualTo(SecurityTier.CONFIDENTIAL);
  }

  @Test
  void namesAloneRaiseNoTierButOnesOwnDoes() {
    assertThat(ALL.classify("Maria Jones met the team.").tier()).isEqualTo(SecurityTier.CLEARTEXT);
    assertThat(ALL.classify("My name is Maria Jones.").tier()).isEqualTo(SecurityTier.SENSITIVE);
  }

  @Test
  void onlyTheWantedKindsCount() {
    var mails = new PersonalDataDetector(PersonalOptions.of(Set.of(PersonalKind.EMAIL)));

    assertThat(mails.classify("a@b.example or SSN 219-09-9999").findings())
        .extracting(PersonalFinding::kind)
        .containsExactly(PersonalKind.EMAIL);
  }

  @Test
  void survivesAnyText() {
    long seed = Long.getLong("engram.seed", 7);
    var random = new Random(seed);
    String alphabet = "0189aAzZ .,-/:@+()#<>\n\t'éß王مرحبا\ud83d\ude00\ud83d\u200b";
    for (int round = 0; round < 300; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(400); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      int end = 0;
      for (PersonalFinding one : ALL.classify(text.toString()).findings()) {
        assertThat(one.start()).as("seed %d", seed).isGreaterThanOrEqualTo(end);
        end = one.end();
      }
      assertThat(end).as("seed %d", seed).isLessThanOrEqualTo(text.length());
    }
    for (String piece :
        List.of("1", "1 ", "1.", "@", "a@", "://", "::", "A1 ", "Suite ", "\ud83d")) {
      assertThat(ALL.classify(piece.repeat(8192 / piece.length())).findings()).isNotNull();
    }
  }
}
