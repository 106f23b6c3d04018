package dev.engram.internal.capture.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.internal.capture.time.TimeMention.Kind;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Said on Wednesday, 13 March 2024, at 10:20. */
class TemporalExpressionsTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2024, 3, 13, 10, 20, 0, 0, ZoneId.of("UTC"));

  private final TemporalExpressions expressions = new TemporalExpressions();

  private TimeMention only(String text) {
    List<TimeMention> found = expressions.in(text, NOW);
    assertThat(found).as(text).hasSize(1);
    return found.getFirst();
  }

  private static String shown(TimeMention mention) {
    return mention.from().map(Object::toString).orElse("")
        + ".."
        + mention.to().map(Object::toString).orElse("");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We fed the ducks yesterday | yesterday | 2024-03-12",
        "They called the day before yesterday | the day before yesterday | 2024-03-11",
        "The plumber comes the day after tomorrow | the day after tomorrow | 2024-03-15",
        "I repotted the fern last Friday | last Friday | 2024-03-08",
        "He is off this Friday | this Friday | 2024-03-15",
        "See you next Tuesday | next Tuesday | 2024-03-19",
        "She moved here two weeks ago | two weeks ago | 2024-02-28",
        "I quit a couple of days ago | a couple of days ago | 2024-03-11",
        "It arrives in ten days | in ten days | 2024-03-23",
        "a fortnight later it was gone | a fortnight later | 2024-03-27",
        "I was born on 3 May 1987 | 3 May 1987 | 1987-05-03",
        "We met on May the 3rd, 2019 | May the 3rd, 2019 | 2019-05-03",
        "Filed 2023-11-05 by Ann | 2023-11-05 | 2023-11-05",
        "Filed 11/05/2023 by Ann | 11/05/2023 | 2023-11-05",
        "Filed 25.12.2023 by Ann | 25.12.2023 | 2023-12-25",
        "released 05-Aug-2016 | 05-Aug-2016 | 2016-08-05",
        "the twenty-first of June 2022 was hot | the twenty-first of June 2022 | 2022-06-21",
        "She left on Christmas Eve 2022 | Christmas Eve 2022 | 2022-12-24",
        "We skied over Easter 2021 | Easter 2021 | 2021-04-04",
        "It was Thanksgiving 2023 | Thanksgiving 2023 | 2023-11-23",
        "It closed on the first Monday of May 2023 | the first Monday of May 2023 | 2023-05-01",
        "It opened on the last Friday of May 2023 | the last Friday of May 2023 | 2023-05-26",
        "Rent is due on the 15th of next month | the 15th of next month | 2024-04-15",
        "We met three days before Christmas 2023 | three days before Christmas 2023 | 2023-12-22",
        "Wednesday, 6 March 2024 was calm | Wednesday, 6 March 2024 | 2024-03-06",
        "He came back Tuesday of last week | Tuesday of last week | 2024-03-05",
        "The demo of 2024-W09-3 went well | 2024-W09-3 | 2024-02-28",
      })
  void aDayIsResolved(String text, String words, String day) {
    TimeMention mention = only(text);
    assertThat(mention.span().of(text)).isEqualTo(words);
    assertThat(mention.kind()).isEqualTo(Kind.DATE);
    assertThat(mention.from().orElseThrow().toString()).isEqualTo(day + "T00:00");
    assertThat(mention.to().orElseThrow()).isEqualTo(mention.from().orElseThrow().plusDays(1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "We were busy last week | WEEK | 2024-03-04 | 2024-03-11",
        "It rained all through next month | MONTH | 2024-04-01 | 2024-05-01",
        "It cost more last year | YEAR | 2023-01-01 | 2024-01-01",
        "We planted oaks in March 2019 | MONTH | 2019-03-01 | 2019-04-01",
        "Profits rose in Q3 2023 | QUARTER | 2023-07-01 | 2023-10-01",
        "Profits rose in the second half of 2022 | HALF_YEAR | 2022-07-01 | 2023-01-01",
        "The budget of FY23 was cut | YEAR | 2023-01-01 | 2024-01-01",
        "We bought it in mid-May 2023 | MONTH | 2023-05-10 | 2023-05-21",
        "They met in early 2023 | YEAR | 2023-01-01 | 2023-05-01",
        "He retired late last year | YEAR | 2023-09-01 | 2024-01-01",
        "We slept in last weekend | WEEKEND | 2024-03-09 | 2024-03-11",
        "Disco died in the 1980s | DECADE | 1980-01-01 | 1990-01-01",
        "Trade grew in the 17th century | CENTURY | 1600-01-01 | 1700-01-01",
        "It broke in week 7 of 2024 | WEEK | 2024-02-12 | 2024-02-19",
        "I read for the last three days | DAY | 2024-03-10 | 2024-03-13",
        "We ship within two weeks | WEEK | 2024-03-13 | 2024-03-27",
        "It was mild in winter 2022 | SEASON | 2022-12-01 | 2023-03-01",
        "from 3 to 5 May 2023 we hiked | DAY | 2023-05-03 | 2023-05-06",
        "We hiked May 3-5, 2023 | DAY | 2023-05-03 | 2023-05-06",
        "open between 2014 and 2018 | YEAR | 2014-01-01 | 2019-01-01",
        "I taught 2014-2018 in Rome | YEAR | 2014-01-01 | 2019-01-01",
        "She worked there from May to October 2020 | MONTH | 2020-05-01 | 2020-11-01",
        "booked 10/1-10/7/2023 | DAY | 2023-10-01 | 2023-10-08",
      })
  void aStretchOfDaysIsResolved(String text, Granularity unit, String from, String to) {
    TimeMention mention = only(text);
    assertThat(mention.kind()).isEqualTo(Kind.DATE_RANGE);
    assertThat(mention.granularity()).isEqualTo(unit);
    assertThat(shown(mention)).isEqualTo(from + "T00:00.." + to + "T00:00");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I have lived here since August 2021 | 2021-08-01T00:00..",
        "That was before 2020 | ..2020-01-01T00:00",
        "Only after the year 2020 did it change | 2021-01-01T00:00..",
        "Hand it in by 30 April 2024 | ..2024-05-01T00:00",
        "models of 2019 or later | 2019-01-01T00:00..",
        "closed until the end of June 2024 | ..2024-07-01T00:00",
      })
  void aStretchCanBeOpenAtOneEnd(String text, String shown) {
    TimeMention mention = only(text);
    assertThat(mention.kind()).isEqualTo(Kind.DATE_RANGE);
    assertThat(shown(mention)).isEqualTo(shown);
    assertThat(mention.toSpan(ZoneId.of("UTC"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "The kettle broke this morning | DATE_TIME_RANGE | 2024-03-13T08:00..2024-03-13T12:00",
        "We talked last night | DATE_TIME_RANGE | 2024-03-12T20:00..2024-03-13T00:00",
        "Call me tomorrow at 4:30 pm | DATE_TIME | 2024-03-14T16:30..2024-03-14T16:30",
        "It rang at 23:15 on 1 March 2024 | DATE_TIME | 2024-03-01T23:15..2024-03-01T23:15",
        "Stamped 2024-02-01T08:05:09 by the gate | DATE_TIME"
            + " | 2024-02-01T08:05:09..2024-02-01T08:05:09",
        "I ate twenty minutes ago | DATE_TIME | 2024-03-13T10:00..2024-03-13T10:00",
        "The train leaves in half an hour | DATE_TIME | 2024-03-13T10:50..2024-03-13T10:50",
        "He dozed for the last two hours | DATE_TIME_RANGE | 2024-03-13T08:20..2024-03-13T10:20",
        "The shop was shut yesterday from 9 to 11 am | DATE_TIME_RANGE"
            + " | 2024-03-12T09:00..2024-03-12T11:00",
        "Lunch at noon | TIME | 2024-03-13T12:00..2024-03-13T12:00",
        "The bus comes at half past seven in the evening | TIME"
            + " | 2024-03-13T19:30..2024-03-13T19:30",
        "I sleep between 11pm and 6am | TIME_RANGE | 2024-03-13T23:00..2024-03-14T06:00",
        "Send it by end of day | DATE_TIME_RANGE | ..2024-03-13T23:59:59",
      })
  void aTimeOfDayIsResolved(String text, Kind kind, String shown) {
    TimeMention mention =
        expressions.in(text, NOW).stream().filter(m -> m.kind() == kind).findFirst().orElseThrow();
    assertThat(shown(mention)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "I went back in November | 2023-11-01",
        "I will go back in November | 2024-11-01",
        "We talked on Monday | 2024-03-11",
        "We'll talk on Monday | 2024-03-18",
        "The trip is planned for April 2 | 2024-04-02",
        "She baked a pie on Feb 20 | 2024-02-20",
      })
  void theTenseRanksTheReadings(String text, String day) {
    TimeMention mention = only(text);
    assertThat(mention.readings()).hasSize(2);
    assertThat(mention.from().orElseThrow().toLocalDate()).hasToString(day);
  }

  @Test
  void anEventThatIsNotATimeIsNamed() {
    String text = "It has crashed ever since the big release, twice before my holiday.";
    List<TimeMention> found = expressions.in(text, NOW);
    assertThat(found).extracting(TimeMention::kind).containsOnly(Kind.RELATIVE_TO_EVENT);
    assertThat(found)
        .extracting(m -> m.event().orElseThrow().where().of(text))
        .containsExactly("the big release", "my holiday");
    assertThat(found).extracting(m -> m.event().orElseThrow().after()).containsExactly(true, false);
  }

  @Test
  void whatReturnsIsASet() {
    Recurrence tuesdays = only("I swim every Tuesday at 6 pm").recurrence().orElseThrow();
    assertThat(tuesdays.days()).containsExactly(DayOfWeek.TUESDAY);
    assertThat(tuesdays.at()).contains(LocalTime.of(18, 0));
    Recurrence other = only("She visits every other week").recurrence().orElseThrow();
    assertThat(other.every()).isEqualTo(2);
    assertThat(other.unit()).isEqualTo(Granularity.WEEK);
    Recurrence both = only("Class is every Monday and Thursday").recurrence().orElseThrow();
    assertThat(both.days()).containsExactlyInAnyOrder(DayOfWeek.MONDAY, DayOfWeek.THURSDAY);
  }

  @Test
  void aLengthOfTimeIsADuration() {
    assertThat(only("It took 2 hours and 30 minutes").length()).contains(Duration.ofMinutes(150));
    assertThat(only("It took one and a half days").length()).contains(Duration.ofHours(36));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Upgrade from 1.2.3 to 1.10.0",
        "The host 192.168.0.12 is down",
        "It costs $2000 or $19.99",
        "Call +44 20 7946 0958 or 555-1234",
        "You may march to a second beat",
        "She sat in the sun",
        "a solid 10/10 from me",
        "It is open 24/7",
        "They fall apart in the wash",
        "The ratio was 16:9 at 1080p",
        "id 550e8400-e29b-41d4-a716-446655440000",
        "I ran about 5 miles",
        "commit 3am3fc0 touched 1200 lines",
        "one may ask",
        "He scored 2000 points",
        "Chapter 12, page 345",
      })
  void whatOnlyLooksLikeATimeIsNone(String text) {
    assertThat(expressions.in(text, NOW)).isEmpty();
  }

  @Test
  void mentionsComeInOrderWithoutOverlap() {
    String text =
        "Yesterday we flew at 9am; on 3 May 2023 we had rested, since 2019 or so, every summer.";
    List<TimeMention> found = expressions.in(text, NOW);
    assertThat(found).hasSizeGreaterThan(3);
    for (int i = 1; i < found.size(); i++) {
      assertThat(found.get(i).span().start()).isGreaterThanOrEqualTo(found.get(i - 1).span().end());
    }
  }

  @Test
  void aTimeThatTheZoneSkipsMovesPastTheGap() {
    var zone = ZoneId.of("Europe/Berlin");
    ZonedDateTime eve = ZonedDateTime.of(2024, 3, 30, 12, 0, 0, 0, zone);
    TimeMention mention = expressions.in("It rang tomorrow at 2:30 am", eve).getFirst();
    assertThat(mention.toSpan(zone).orElseThrow().from()).hasToString("2024-03-31T01:30:00Z");
    TimeMention day = expressions.in("all of it tomorrow", eve).getLast();
    var span = day.toSpan(zone).orElseThrow();
    assertThat(Duration.between(span.from(), span.to())).isEqualTo(Duration.ofHours(23));
  }
}
