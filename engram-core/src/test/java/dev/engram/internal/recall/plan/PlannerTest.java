package dev.engram.internal.recall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.engram.memory.MemoryKind;
import dev.engram.query.Intent;
import dev.engram.query.IntentScores;
import dev.engram.query.PlanOverride;
import dev.engram.query.PlannedTimes.Order;
import dev.engram.query.Query;
import dev.engram.query.QueryName;
import dev.engram.query.QueryPlan;
import dev.engram.query.QuerySide;
import dev.engram.query.TimeAnchor;
import dev.engram.query.TimeAnchor.Relation;
import dev.engram.query.TimeRange;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlannerTest {
  private static final ZonedDateTime NOW =
      ZonedDateTime.of(2026, 5, 20, 15, 0, 0, 0, ZoneOffset.UTC);

  private final Planner planner = new Planner();

  private QueryPlan plan(String text) {
    return planner.plan(Query.of(text), NOW, Names.NONE);
  }

  /** Knows these names, each with its aliases after it. */
  private static Names knowing(String name, String... aliases) {
    return text -> {
      int at = text.toLowerCase(Locale.ROOT).indexOf(name.toLowerCase(Locale.ROOT));
      return at < 0
          ? List.of()
          : List.of(new Names.Known(at, at + name.length(), name, List.of(aliases)));
    };
  }

  private static Instant day(String day) {
    return Instant.parse(day + "T00:00:00Z");
  }

  @Test
  void relativeTimesAreReadAgainstWhenAndWhereItIsAsked() {
    var tokyo = ZonedDateTime.of(2020, 1, 1, 1, 0, 0, 0, ZoneId.of("Asia/Tokyo"));
    QueryPlan plan =
        planner.plan(Query.of("What did I do yesterday?").askedAt(tokyo), NOW, Names.NONE);
    assertThat(plan.times().ranges())
        .singleElement()
        .satisfies(range -> {
          assertThat(range.from()).contains(Instant.parse("2019-12-30T15:00:00Z"));
          assertThat(range.to()).contains(Instant.parse("2019-12-31T15:00:00Z"));
          assertThat(range.grain()).isEqualTo(Duration.ofDays(1));
        });
  }

  @Test
  void aDayWithoutYearHasTwoReadingsThePastOneLikelier() {
    List<TimeRange> ranges = plan("What did we plant on 5 March?").times().ranges();
    assertThat(ranges).hasSize(2).allMatch(TimeRange::anyYear);
    assertThat(ranges.get(0).from()).contains(day("2026-03-05"));
    assertThat(ranges.get(1).from()).contains(day("2027-03-05"));
    assertThat(ranges.get(0).weight()).isGreaterThan(ranges.get(1).weight());
    assertThat(ranges.get(0).weight() + ranges.get(1).weight()).isCloseTo(1, within(1e-9));
  }

  @Test
  void aDayOfAYearHasOneReadingAndNoOtherYear() {
    assertThat(plan("What did we plant on 5 March 2024?").times().ranges())
        .singleElement()
        .satisfies(range -> assertThat(range.anyYear()).isFalse())
        .satisfies(range -> assertThat(range.weight()).isEqualTo(1));
  }

  @Test
  void endsTheWrongWayRoundAreSwappedAndItIsSaid() {
    QueryPlan plan = plan("Who visited between 2021 and 2019?");
    assertThat(plan.times().swapped()).isTrue();
    assertThat(plan.times().ranges())
        .singleElement()
        .satisfies(range -> assertThat(range.from()).contains(day("2019-01-01")))
        .satisfies(range -> assertThat(range.to()).contains(day("2022-01-01")));
    assertThat(plan("Who visited between 2019 and 2021?").times().swapped()).isFalse();
  }

  @Test
  void monthsAcrossTheTurnOfTheYearAreNotSwapped() {
    QueryPlan plan = plan("What did we decide between June and May 2020?");
    assertThat(plan.times().swapped()).isFalse();
    assertThat(plan.times().ranges().getFirst().from()).contains(day("2019-06-01"));
  }

  @Test
  void anEventAnchorsATimeWithItsDistance() {
    assertThat(plan("What did I eat two weeks before the marathon in Oslo?").times().anchors())
        .singleElement()
        .satisfies(anchor -> {
          assertThat(anchor.relation()).isEqualTo(Relation.BEFORE);
          assertThat(anchor.event()).isEqualTo("the marathon in Oslo");
          assertThat(anchor.offset()).contains(Duration.ofDays(14));
        });
    assertThat(plan("What changed since we moved to Ghent?").times().anchors())
        .extracting(TimeAnchor::relation, TimeAnchor::event)
        .containsExactly(tuple(Relation.SINCE, "we moved to Ghent"));
    assertThat(plan("What did Ana say the day after the party?").times().anchors())
        .singleElement()
        .satisfies(anchor -> assertThat(anchor.offset()).contains(Duration.ofDays(1)));
  }

  @Test
  void aTimeIsNoEvent() {
    assertThat(plan("What changed since January?").times().anchors()).isEmpty();
    assertThat(plan("Who called after 7 pm?").times().anchors()).isEmpty();
    assertThat(plan("When did I call?").times().anchors()).isEmpty();
  }

  @Test
  void firstAndLastAndFormerAndChangeAreNoticed() {
    assertThat(plan("When did I first meet Lukas?").times().order()).isEqualTo(Order.EARLIEST);
    assertThat(plan("What was the last book I read?").times().order()).isEqualTo(Order.LATEST);
    assertThat(plan("Where did Rosa use to work? Where did she live previously?").times().history())
        .isTrue();
    assertThat(plan("What tool was used to draft it?").times().history()).isFalse();
    assertThat(plan("How has the plan changed?").times().evolution()).isTrue();
    assertThat(plan("Where is the plan?").times().any()).isFalse();
  }

  @Test
  void aKnownNameIsFoundHoweverWrittenAndBringsItsAliases() {
    QueryPlan plan =
        planner.plan(
            Query.of("what did kubernetes cost us?"),
            NOW,
            knowing("Kubernetes", "k8s", "kubernetes", "kube", "the cluster", "gke"));
    assertThat(plan.names())
        .singleElement()
        .satisfies(name -> assertThat(name.known()).isTrue())
        .satisfies(name -> assertThat(name.aliases()).hasSize(QueryName.MOST_ALIASES));
    assertThat(plan.expansions()).containsExactly("k8s", "kube", "the cluster");
  }

  @Test
  void aNameThatIsAStopWordCountsOnlyWhenWrittenAsAName() {
    Names will = knowing("Will");
    assertThat(planner.plan(Query.of("will it rain?"), NOW, will).names()).isEmpty();
    assertThat(planner.plan(Query.of("Will it rain?"), NOW, will).names()).isEmpty();
    assertThat(planner.plan(Query.of("Where does Will live?"), NOW, will).names()).hasSize(1);
    assertThat(planner.plan(Query.of("will"), NOW, will).names()).hasSize(1);
  }

  @Test
  void aKnownNameBeatsAMonth() {
    QueryPlan plan = planner.plan(Query.of("Where does April work?"), NOW, knowing("April"));
    assertThat(plan.names()).extracting(QueryName::name).containsExactly("April");
    assertThat(plan.times().ranges()).isEmpty();
  }

  @Test
  void aQuestionAboutOneThingHasItsFocus() {
    QueryPlan plan = planner.plan(Query.of("What do we know about the API?"), NOW, knowing("API"));
    assertThat(plan.intents().top()).isEqualTo(Intent.ENTITY);
    assertThat(plan.focus()).map(QueryName::name).contains("API");
    assertThat(plan("What do we know about deployment?").focus()).isEmpty();
  }

  @Test
  void sidesKeepTheWordsThatBothShare() {
    assertThat(plan("How does our React setup differ from Vue?").sides())
        .extracting(QuerySide::text)
        .containsExactly("our React setup", "our Vue setup");
    assertThat(plan("Is zip or tar better for small files?").sides())
        .extracting(QuerySide::text)
        .containsExactly("zip for small files", "tar for small files");
    assertThat(plan("What hobbies do Ravi and Chloe share?").sides())
        .extracting(QuerySide::text)
        .containsExactly("hobbies Ravi", "hobbies Chloe");
    assertThat(plan("Which tools or methods did I use?").sides()).isEmpty();
    assertThat(plan("Did Ravi and Chloe go to Rome?").sides()).isEmpty();
  }

  @Test
  void whatIsWrittenExactlyRaisesTheShareOfWords() {
    double usual = QueryPlan.USUAL_LEXICAL;
    assertThat(plan("What does max_connections do in /etc/pg.conf?").lexicalShare())
        .isGreaterThan(usual + 0.1);
    assertThat(plan("Who said \"over my dead body\"?").lexicalShare()).isGreaterThan(usual);
    assertThat(
            plan("Why is it that we keep on having these long talks about what it means to be good"
                    + " at something?")
                .lexicalShare())
        .isLessThan(usual);
    QueryPlan neutral = plan("Where did she go after that?");
    assertThat(neutral.lexicalFactor()).isCloseTo(1, within(0.1));
    assertThat(neutral.semanticFactor()).isCloseTo(1, within(0.1));
  }

  @Test
  void aProcedureIsLookedForAmongProceduresAndACauseOneLinkFarther() {
    assertThat(plan("How do I rotate the keys?").targets())
        .containsExactlyInAnyOrder(MemoryKind.PROCEDURE, MemoryKind.EPISODE);
    assertThat(plan("Why did the build break?").hops()).isEqualTo(3);
    assertThat(plan("Where is the build?").hops()).isEqualTo(2);
  }

  @Test
  void targetsStayAmongTheKindsThatMayAnswer() {
    Query facts = Query.of("How do I rotate the keys?").only(Set.of(MemoryKind.FACT));
    assertThat(planner.plan(facts, NOW, Names.NONE).targets()).containsExactly(MemoryKind.FACT);
  }

  @Test
  void thoseWhoAskOfThemselvesAreKnown() {
    assertThat(plan("Where did I put my keys?").firstPerson()).isTrue();
    assertThat(plan("Can you tell me where Ana lives?").firstPerson()).isFalse();
  }

  @Test
  void timeWeighsMoreTheMoreItIsAskedFor() {
    assertThat(plan("What happened last week?").timeWeight()).isGreaterThan(0.35);
    assertThat(plan("Where does Ana live?").timeWeight()).isLessThan(0.2);
  }

  @Test
  void aCallerOverridesAnyPart() {
    var range = TimeRange.within(day("2020-01-01"), day("2020-02-01"));
    var sides = List.of(new QuerySide("a", "a x"), new QuerySide("b", "b x"));
    Query query =
        Query.of("What happened last week?")
            .planned(
                PlanOverride.none()
                    .withIntent(Intent.CAUSAL)
                    .withRange(range)
                    .withExpansions(List.of("incident"))
                    .withLexicalShare(0.5)
                    .withTargets(Set.of(MemoryKind.FACT))
                    .withHops(1)
                    .withSides(sides));
    QueryPlan plan = planner.plan(query, NOW, Names.NONE);
    assertThat(plan.intents()).isEqualTo(IntentScores.only(Intent.CAUSAL));
    assertThat(plan.times().ranges()).containsExactly(range);
    assertThat(plan.expansions()).containsExactly("incident");
    assertThat(plan.lexicalShare()).isEqualTo(0.5);
    assertThat(plan.targets()).containsExactly(MemoryKind.FACT);
    assertThat(plan.hops()).isEqualTo(1);
    assertThat(plan.sides()).isEqualTo(sides);
    assertThat(plan.confidence()).isEqualTo(1);
  }

  @Test
  void anOverrideOfNothingChangesNothing() {
    QueryPlan plan = plan("Why did the build break on Monday?");
    assertThat(PlanOverride.none().applyTo(plan)).isEqualTo(plan);
  }

  @ParameterizedTest
  @ValueSource(strings = {"😀", "我上周和谁吃了晚饭？", "ما هو رقم الهاتف؟", "Wo wohnt er?", "?!", "…"})
  void whatThePlannerDoesNotReadGetsANeutralPlan(String text) {
    QueryPlan plan = plan(text);
    assertThat(plan.intents()).isEqualTo(IntentScores.neutral());
    assertThat(plan.confidence()).isZero();
    assertThat(plan.lexicalShare()).isCloseTo(QueryPlan.USUAL_LEXICAL, within(0.01));
    assertThat(plan.times().any()).isFalse();
    assertThat(plan.sides()).isEmpty();
  }

  @Test
  void anyTextIsPlanned() {
    long seed = Long.getLong("engram.seed", 20_261_121);
    var random = new Random(seed);
    String[] words = {
      "between", "and", "or", "vs", "than", "before", "since", "when", "last", "week", "May",
      "2023", "is", "Ana", "compare", "to", "from", "differ", "both", "?", ",", "😀", "\ud800",
      "漢字", "'s", "\"", "(", "prefer", "how", "has", "changed", "used", "12", "days", "the", "ago",
      "a_b", "\n"
    };
    for (int i = 0; i < 3_000; i++) {
      var text = new StringBuilder("x");
      for (int n = random.nextInt(24); n > 0; n--) {
        text.append(random.nextInt(9) == 0 ? "" : " ").append(words[random.nextInt(words.length)]);
      }
      String question = text.substring(random.nextInt(2));
      if (!question.isBlank()) {
        assertThatCode(() -> plan(question)).as("seed %d", seed).doesNotThrowAnyException();
      }
    }
  }

  @Test
  void theLongestQuestionIsPlannedInOneGo() {
    String text = "between Ana or Bo and last week, ".repeat(248);
    QueryPlan plan = plan(text);
    assertThat(plan.times().ranges()).hasSizeLessThanOrEqualTo(32);
    assertThat(plan.times().anchors()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void namesOutsideOfTheTextAreLeftOut() {
    Names wild = text -> List.of(new Names.Known(3, 4_000, "Ana", List.of()));
    assertThat(planner.plan(Query.of("Where is she?"), NOW, wild).names()).isEmpty();
  }

  @Test
  void aPlanShowsNoContent() {
    QueryPlan plan =
        planner.plan(
            Query.of("Is Zanzibar better than Xanadu since the wedding of Quixote?"),
            NOW,
            knowing("Zanzibar", "Spice Island"));
    assertThat(plan.toString() + plan.names() + plan.sides() + plan.times().anchors())
        .doesNotContain("Zanzibar", "Xanadu", "Quixote", "Spice", "wedding");
  }
}
