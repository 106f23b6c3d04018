package dev.engram.internal.recall.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.Failures;
import dev.engram.Seed;
import dev.engram.fault.ErrorCode;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.projection.World;
import dev.engram.internal.projection.World.Item;
import dev.engram.internal.recall.signal.TimeSignal.Asked;
import dev.engram.internal.recall.signal.TimeSignal.Range;
import dev.engram.memory.TimeSpan;
import dev.engram.scope.Scope;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Times fit ranges as the formula says, whatever the index does. */
class TimeSignalTest {
  private static final Scope REX = Scope.agent("rex");
  private static final Instant MAY = Instant.parse("2024-05-01T00:00:00Z");
  private static final Instant JUNE = Instant.parse("2024-06-01T00:00:00Z");
  private static final Duration WEEK = Duration.ofDays(7);

  private final World world = new World();

  private Item at(String instant) {
    TimeSpan moment = TimeSpan.at(Instant.parse(instant));
    return world.add(REX, Optional.of(moment), List.of(), Set.of());
  }

  private Item speakingOf(String from, String to) {
    TimeSpan span = new TimeSpan(Instant.parse(from), Instant.parse(to));
    TimeSpan said = TimeSpan.at(Instant.parse("2020-01-01T00:00:00Z"));
    return world.add(REX, Optional.of(said), List.of(span), Set.of());
  }

  private double score(Item item, Range range) {
    return score(item, Asked.about(List.of(range)));
  }

  private double score(Item item, Asked asked) {
    OrdinalFilter all = world.visible(Set.of(REX));
    SignalScores scores = new TimeSignal(world.times).score(asked, new int[] {item.ordinal}, all);
    return scores.ordinals().length == 0 ? 0 : scores.scores()[0];
  }

  @Test
  void insideScoresOneAndBesideFallsOff() {
    Range may = Range.between(MAY, JUNE, WEEK);
    assertThat(score(at("2024-05-01T00:00:00Z"), may)).isEqualTo(1);
    assertThat(score(at("2024-05-31T23:59:59Z"), may)).isEqualTo(1);
    assertThat(score(at("2024-06-01T00:00:00Z"), Range.between(MAY, JUNE, Duration.ZERO))).isZero();
    assertThat(score(at("2024-06-08T00:00:00Z"), may)).isCloseTo(Math.exp(-0.5), within(1e-3));
    assertThat(score(at("2024-04-17T00:00:00Z"), may)).isCloseTo(Math.exp(-2), within(1e-3));
    assertThat(score(at("2024-07-01T00:00:00Z"), may)).isZero();
  }

  @Test
  void aVagueTimeFitsLessThanAPreciseOne() {
    Range may = Range.between(MAY, JUNE, WEEK);
    double year = score(speakingOf("2024-01-01T00:00:00Z", "2025-01-01T00:00:00Z"), may);
    double spring = score(speakingOf("2024-03-01T00:00:00Z", "2024-06-01T00:00:00Z"), may);
    assertThat(year).isBetween(0.2, spring);
    assertThat(spring).isLessThan(1);
    assertThat(score(speakingOf("2024-05-09T00:00:00Z", "2024-05-10T00:00:00Z"), may)).isEqualTo(1);
  }

  @Test
  void openRangesGoOnForEver() {
    Item late = at("2031-01-01T00:00:00Z");
    Item early = at("1969-01-01T00:00:00Z");
    assertThat(score(late, Range.since(MAY, WEEK))).isEqualTo(1);
    assertThat(score(early, Range.since(MAY, WEEK))).isZero();
    assertThat(score(early, Range.until(MAY, WEEK))).isEqualTo(1);
    assertThat(score(late, Range.until(MAY, WEEK))).isZero();
  }

  @Test
  void theBetterOfBothTimesCountsByItsWeight() {
    Item item = speakingOf("2024-05-09T00:00:00Z", "2024-05-10T00:00:00Z");
    List<Range> may = List.of(Range.between(MAY, JUNE, WEEK));
    assertThat(score(item, new Asked(may, 1, 0.5f))).isEqualTo(0.5);
    assertThat(score(item, new Asked(may, 1, 0))).isZero();
    List<Range> both = List.of(may.getFirst().weighing(0.25f), Range.since(JUNE, WEEK));
    assertThat(score(item, Asked.about(both))).isEqualTo(0.25);
  }

  @Test
  void emptyAndInvertedRangesMatchNothingAndExtremesDoNotOverflow() {
    Item item = at("2024-05-09T00:00:00Z");
    assertThat(score(item, Range.between(JUNE, MAY, WEEK))).isZero();
    assertThat(score(item, Range.between(MAY, MAY, Duration.ZERO))).isZero();
    assertThat(score(item, Range.between(Instant.MIN, Instant.MAX, Duration.ofDays(100_000))))
        .isEqualTo(1);
    assertThat(score(item, Range.since(Instant.MAX, WEEK))).isZero();
    OrdinalFilter all = world.visible(Set.of(REX));
    for (Range range :
        List.of(
            Range.between(JUNE, MAY, WEEK), Range.until(Instant.MIN, Duration.ofDays(100_000)))) {
      assertThat(
              new TimeSignal(world.times).propose(Asked.about(List.of(range)), all, 10).ordinals())
          .isEmpty();
    }
    Failures.failing(
        ErrorCode.INVALID_INPUT, () -> Range.between(MAY, JUNE, Duration.ofSeconds(-1)));
    Failures.failing(ErrorCode.INVALID_INPUT, () -> Range.since(MAY, WEEK).weighing(0));
  }

  @Test
  void proposalsAreTheBestOfAllScores() {
    Random random = Seed.random("proposalsAreTheBestOfAllScores");
    for (int round = 0; round < 40; round++) {
      var other = new World();
      for (int step = 0; step < 200; step++) {
        other.act(random, List.of(REX, Scope.project("apollo")), 4);
      }
      OrdinalFilter filter = other.visible(Set.of(REX));
      int[] all = other.items().stream().mapToInt(item -> item.ordinal).toArray();
      for (int question = 0; question < 20; question++) {
        var ranges = new ArrayList<Range>();
        for (int i = random.nextInt(3); i >= 0; i--) {
          TimeSpan span = World.span(random);
          Duration sigma = Duration.ofSeconds(random.nextInt(2_000_000));
          ranges.add(
              new Range(
                  random.nextInt(5) == 0 ? Optional.empty() : Optional.of(span.from()),
                  random.nextInt(5) == 0 ? Optional.empty() : Optional.of(span.to()),
                  sigma,
                  0.1f + 0.9f * random.nextFloat()));
        }
        var asked = new Asked(ranges, random.nextInt(3) / 2f, random.nextInt(3) / 2f);
        var signal = new TimeSignal(other.times);
        int most = 1 + random.nextInt(300);
        SignalScores proposed = signal.propose(asked, filter, most);
        SignalScores expected = signal.score(asked, all, filter).best(most);
        assertThat(proposed.ordinals()).containsExactly(expected.ordinals());
        assertThat(proposed.scores()).containsExactly(expected.scores());
        var naive = new TreeMap<Integer, Boolean>();
        for (Item item : other.active()) {
          naive.put(item.ordinal, item.scope.equals(REX));
        }
        for (int ordinal : proposed.ordinals()) {
          assertThat(naive.getOrDefault(ordinal, false)).isTrue();
        }
      }
    }
  }
}
