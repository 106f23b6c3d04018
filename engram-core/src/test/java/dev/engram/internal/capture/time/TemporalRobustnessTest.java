package dev.engram.internal.capture.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.engram.Seed;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporalRobustnessTest {
  private static final ZoneId ZONE = ZoneId.of("America/New_York");
  private static final ZonedDateTime NOW = ZonedDateTime.of(2024, 2, 29, 23, 59, 59, 7, ZONE);
  private static final int ROUNDS = 6_000;
  private static final List<String> PIECES =
      List.of(
          "last",
          "next",
          "this",
          "the",
          "of",
          "in",
          "on",
          "at",
          "from",
          "to",
          "-",
          "/",
          ":",
          ".",
          ",",
          "and",
          "between",
          "since",
          "before",
          "after",
          "until",
          "every",
          "each",
          "other",
          "week",
          "weeks",
          "month",
          "years",
          "day",
          "days",
          "hour",
          "minutes",
          "s",
          "th",
          "pm",
          "am",
          "may",
          "March",
          "sept",
          "feb",
          "Friday",
          "sat",
          "mon",
          "29",
          "31",
          "30",
          "12",
          "0",
          "00",
          "99",
          "2024",
          "9999",
          "20240229",
          "999999999",
          "99999999999999999999",
          "1",
          "2",
          "3.5",
          "first",
          "second",
          "thirty",
          "hundred",
          "thousand",
          "million",
          "half",
          "past",
          "quarter",
          "ago",
          "later",
          "now",
          "today",
          "tomorrow",
          "tonight",
          "night",
          "morning",
          "weekend",
          "christmas",
          "easter",
          "ramadan",
          "new year's eve",
          "decade",
          "century",
          "centuries",
          "q3",
          "H2",
          "FY25",
          "'",
          "(",
          ")",
          "early",
          "mid",
          "end",
          "rest",
          "within",
          "starting",
          "o'clock",
          "couple",
          "few",
          "T",
          "Z",
          "W09",
          "\n",
          "\u0000",
          "\uD83D\uDE00",
          "\uD83D",
          "三月",
          "٣",
          "ß",
          "İ",
          "½",
          "$",
          "%",
          "more than",
          "no later than",
          "all",
          "once a",
          "w/c",
          "winter");

  private final TemporalExpressions expressions = new TemporalExpressions();

  private void survives(String text) {
    List<TimeMention> found = expressions.in(text, NOW);
    int end = 0;
    for (TimeMention mention : found) {
      assertThat(mention.span().start()).isGreaterThanOrEqualTo(end);
      assertThat(mention.span().length()).isPositive();
      end = mention.span().end();
      for (Reading reading : mention.readings()) {
        assertThatCode(() -> reading.toSpan(ZONE)).as(text).doesNotThrowAnyException();
      }
    }
    assertThat(end).isLessThanOrEqualTo(text.length());
  }

  @Test
  void anyStringOfTimeWordsIsSurvived() {
    RandomGenerator random = Seed.random("TemporalRobustnessTest");
    for (int round = 0; round < ROUNDS; round++) {
      var text = new StringBuilder();
      int pieces = 1 + random.nextInt(14);
      for (int i = 0; i < pieces; i++) {
        text.append(PIECES.get(random.nextInt(PIECES.size())));
        if (random.nextInt(4) > 0) {
          text.append(' ');
        }
      }
      String tried = text.toString();
      assertThatCode(() -> survives(tried)).as(tried).doesNotThrowAnyException();
    }
  }

  @Test
  void anyUnitsAreSurvived() {
    RandomGenerator random = Seed.random("TemporalRobustnessTest");
    for (int round = 0; round < 500; round++) {
      var text = new StringBuilder();
      int length = random.nextInt(200);
      for (int i = 0; i < length; i++) {
        text.append((char) (random.nextBoolean() ? random.nextInt(128) : random.nextInt(65_536)));
      }
      survives(text.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u0000",
        "9",
        "9999999999999999999999999",
        "99999999 years ago",
        "in 999999 centuries",
        "1000000 decades before christmas",
        "year 0000-00-00",
        "2024-02-30",
        "31/31/2024",
        "feb 30",
        "00:00:00",
        "24:61",
        "0th of may",
        "1000 thousand thousand days ago",
        "the the the last last last",
        "32nd century",
        "week 53 of 9999",
        "9999-12-31",
        "between 9998 and 9999",
        "12/12/",
        "from to until",
        "every 999999 weeks",
        "昨天我去了市场",
        "أمس في الساعة الخامسة",
        "letzten Freitag um 17 Uhr",
      })
  void oddTextsAreSurvived(String text) {
    survives(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "7",
        "1 ",
        "the ",
        "last ",
        "1-",
        "1/",
        "2024-",
        "and 1 ",
        "twenty ",
        "may ",
        "between 1 ",
        "from 1 to ",
        "since the ",
        "in the week of ",
        "1 day before ",
        "{\"a\":1,\"b\":[2024,3]},",
        "three days after ",
        "every ",
        "(",
        "’s ",
        "mon,",
      })
  void timeGrowsWithTheText(String piece) {
    String text = piece.repeat(200_000 / piece.length());
    long begin = System.nanoTime();
    survives(text);
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void alsoALineOfAMillionCharactersIsRead() {
    String text = "x".repeat(1_000_000) + " we met on 3 May 2021 " + "y ".repeat(20_000);
    assertThat(expressions.in(text, NOW))
        .singleElement()
        .satisfies(mention -> assertThat(mention.span().of(text)).contains("3 May 2021"));
  }
}
