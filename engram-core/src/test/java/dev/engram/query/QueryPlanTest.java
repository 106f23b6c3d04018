package dev.engram.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryKind;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class QueryPlanTest {
  private static final Instant NOON = Instant.parse("2026-05-20T12:00:00Z");

  private static QueryPlan plan() {
    return new QueryPlan(
        IntentScores.neutral(),
        PlannedTimes.none(),
        List.of(),
        List.of(),
        0.3,
        Set.of(MemoryKind.FACT),
        2,
        List.of(),
        Set.of(),
        false,
        0);
  }

  @Test
  void theUsualShareChangesNoWeight() {
    assertThat(plan().lexicalFactor()).isCloseTo(1, within(1e-9));
    assertThat(plan().semanticFactor()).isCloseTo(1, within(1e-9));
    QueryPlan words = PlanOverride.none().withLexicalShare(0.7).applyTo(plan());
    assertThat(words.lexicalFactor()).isGreaterThan(1);
    assertThat(words.semanticFactor()).isLessThan(1);
  }

  @Test
  void anOverrideOutOfBoundsIsRefusedByName() {
    PlanOverride none = PlanOverride.none();
    refused(() -> none.withLexicalShare(0.9).applyTo(plan()), "lexicalShare");
    refused(() -> none.withLexicalShare(Double.NaN).applyTo(plan()), "lexicalShare");
    refused(() -> none.withHops(9).applyTo(plan()), "hops");
    refused(() -> none.withTargets(Set.of()).applyTo(plan()), "targets");
    var one = List.of(new QuerySide("a", "b"));
    refused(() -> none.withSides(one).applyTo(plan()), "sides");
  }

  @Test
  void sharesOfIntentSumToOne() {
    refused(() -> new IntentScores(Map.of(Intent.CAUSAL, 0.4)), "intents");
    refused(() -> new IntentScores(Map.of(Intent.CAUSAL, 1.4)), "intents");
    refused(() -> IntentScores.of(Map.of(Intent.CAUSAL, 0.0)), "intents");
    IntentScores scores = IntentScores.of(Map.of(Intent.CAUSAL, 3.0, Intent.LOOKUP, 1.0));
    assertThat(scores.of(Intent.CAUSAL)).isCloseTo(0.75, within(1e-9));
    assertThat(scores.of(Intent.ENTITY)).isZero();
    assertThat(scores.top()).isEqualTo(Intent.CAUSAL);
    assertThat(IntentScores.neutral().top()).isEqualTo(Intent.LOOKUP);
    assertThat(scores).hasToString("IntentScores[CAUSAL 75%, LOOKUP 25%]");
  }

  @Test
  void aRangeNeedsTheEndsOfItsKind() {
    Instant later = NOON.plusSeconds(60);
    refused(() -> TimeRange.within(later, NOON), "times");
    refused(() -> range(TimeRange.Kind.WITHIN, Optional.of(NOON), Optional.empty()), "times");
    refused(() -> range(TimeRange.Kind.BEFORE, Optional.of(NOON), Optional.of(later)), "times");
    assertThat(TimeRange.within(NOON, later).holds(NOON)).isTrue();
    assertThat(TimeRange.within(NOON, later).holds(later)).isFalse();
    assertThat(TimeRange.within(NOON, NOON).holds(NOON)).isTrue();
    assertThat(TimeRange.after(NOON).holds(later)).isTrue();
    assertThat(TimeRange.before(NOON).holds(NOON)).isFalse();
    assertThat(TimeRange.before(NOON).toString()).doesNotContain("2026");
  }

  private static TimeRange range(
      TimeRange.Kind kind, Optional<Instant> from, Optional<Instant> to) {
    return new TimeRange(kind, from, to, Duration.ZERO, 1, false, 0, 0);
  }

  @Test
  void namesAndAnchorsAndSidesAreNeverBlank() {
    refused(() -> new QueryName(" ", List.of(), true, 0, 1), "names");
    refused(() -> new QueryName("a", List.of(), true, 2, 1), "names");
    refused(() -> new QuerySide("a", ""), "sides");
    var relation = TimeAnchor.Relation.BEFORE;
    refused(() -> new TimeAnchor(relation, " ", Optional.empty(), 0, 1), "anchors");
  }

  @Test
  void aQueryKeepsWhenItWasAskedAndWhatIsSet() {
    ZonedDateTime asked = NOON.atZone(ZoneOffset.UTC);
    PlanOverride hops = PlanOverride.none().withHops(0);
    Query query =
        Query.of("x")
            .askedAt(asked)
            .planned(hops)
            .limit(3)
            .within(TokenBudget.of(9))
            .only(Set.of(MemoryKind.FACT))
            .includingOverseen();
    assertThat(query.asked()).contains(asked);
    assertThat(query.planned()).isEqualTo(hops);
    assertThat(Query.of("x").asked()).isEmpty();
    assertThat(hops).hasToString("PlanOverride[1 parts]");
  }

  @Test
  void aQueryIsAskedInAYearThatCalendarsKnow() {
    ZonedDateTime late = NOON.atZone(ZoneOffset.UTC).withYear(10_000);
    refused(() -> Query.of("x").askedAt(late), "query.asked");
    ZonedDateTime early = NOON.atZone(ZoneOffset.UTC).withYear(0);
    refused(() -> Query.of("x").askedAt(early), "query.asked");
  }

  private static void refused(ThrowingCallable call, String field) {
    assertThatThrownBy(call).isInstanceOf(InvalidInputException.class).hasMessageContaining(field);
  }
}
