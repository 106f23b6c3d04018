package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.Feedback;
import dev.engram.query.Hit;
import dev.engram.query.Intent;
import dev.engram.query.PlanOverride;
import dev.engram.query.Query;
import dev.engram.query.QuerySide;
import dev.engram.query.Recall;
import dev.engram.query.TimeRange;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found by a question's plan, and what a caller may set of it, through the public API. */
class RecallPlanTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Instant MARCH = Instant.parse("2026-03-02T09:00:00Z");

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults()
                .withEmbedder(WordEmbedder.usual())
                .withCapture(CaptureOptions.defaults().in(ZoneOffset.UTC))
                .withClock(clock)
                .withoutBackground());
    for (int i = 0; i < 60; i++) {
      said("The crate number " + i + " went to the harbour.", MARCH.minus(Duration.ofDays(90 + i)));
    }
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private MemoryId said(String text, Instant when) {
    return memory.remember(Turn.said("Ana", text).at(when), REX).id();
  }

  private Recall ask(Query query) {
    return memory.recall(query, REX);
  }

  private static List<String> texts(Recall recall) {
    return recall.hits().stream().map(Hit::text).toList();
  }

  @Test
  void aCauseIsFoundByItsLinkAlone() {
    MemoryId broke = said("The login page broke on Tuesday.", MARCH);
    MemoryId cause = said("Somebody rotated every signing key.", MARCH);
    Query why = Query.of("Why did the login page break?").limit(3);
    assertThat(texts(ask(why))).doesNotContain("Somebody rotated every signing key.");
    memory.link(Edge.of(broke, cause, EdgeType.CAUSED_BY), REX);
    Recall linked = ask(why);
    assertThat(linked.trace().plan().intents().top()).isEqualTo(Intent.CAUSAL);
    assertThat(linked.hits().stream().filter(hit -> hit.id().equals(cause)).toList())
        .singleElement()
        .satisfies(hit ->
            assertThat(hit.evidence()).anySatisfy(e -> assertThat(e.signal()).isEqualTo("graph")));
    assertThat(texts(ask(why.planned(PlanOverride.none().withHops(0)))))
        .doesNotContain("Somebody rotated every signing key.");
  }

  @Test
  void aProcedureAnswersHowSomethingIsDone() {
    said("We talked about how to release the beacon for an hour.", MARCH);
    memory.remember(Routine.of("Release the beacon", "Tag the commit", "Publish"), REX);
    Recall how = ask(Query.of("How do I release the beacon?"));
    assertThat(texts(how).getFirst()).contains("Tag the commit");
    assertThat(how.hits().getFirst().why()).contains("procedure");
  }

  @Test
  void timesThatACallerNamesFindWhatNoWordDoes() {
    said("We painted the boat.", Instant.parse("2026-02-10T10:00:00Z"));
    var range =
        TimeRange.within(
            Instant.parse("2026-02-09T00:00:00Z"), Instant.parse("2026-02-12T00:00:00Z"));
    Query query = Query.of("anything at all?").limit(1);
    assertThat(texts(ask(query.planned(PlanOverride.none().withRange(range)))))
        .containsExactly("We painted the boat.");
  }

  @Test
  void sidesThatACallerNamesAreAskedOneByOne() {
    said("Kafka keeps a log of everything.", MARCH);
    said("RabbitMQ routes by exchanges.", MARCH);
    var sides = List.of(new QuerySide("a", "Kafka log"), new QuerySide("b", "RabbitMQ routes"));
    Recall both =
        ask(Query.of("the crate?").limit(2).planned(PlanOverride.none().withSides(sides)));
    assertThat(texts(both))
        .containsExactlyInAnyOrder(
            "Kafka keeps a log of everything.", "RabbitMQ routes by exchanges.");
  }

  @Test
  void wordsThatACallerAddsAreLookedUp() {
    MemoryId yacht = said("The yacht is at the yard.", MARCH);
    Query query = Query.of("Where is our vessel?").limit(1);
    Query more = query.planned(PlanOverride.none().withExpansions(List.of("yacht")));
    assertThat(ask(more).hits()).extracting(Hit::id).containsExactly(yacht);
  }

  @Test
  void aCallersShareOfWordsMovesTheirWeight() {
    Query query = Query.of("Which crate went to the harbour?").limit(1);
    double few = words(ask(query.planned(PlanOverride.none().withLexicalShare(0.1))));
    double many = words(ask(query.planned(PlanOverride.none().withLexicalShare(0.7))));
    assertThat(many).isGreaterThan(few);
  }

  private static double words(Recall recall) {
    return recall.hits().getFirst().evidence().stream()
        .filter(said -> said.signal().startsWith("lexical"))
        .mapToDouble(said -> said.contribution())
        .sum();
  }

  @Test
  void whatUsedToHoldAnswersQuestionsAboutIt() {
    memory.remember(Statement.of("Ana", "lives in", "Lyon"), REX);
    clock.move(Duration.ofDays(1));
    memory.remember(Statement.of("Ana", "lives in", "Porto"), REX);
    Recall now = ask(Query.of("Where does Ana live?").limit(200));
    assertThat(now.hits()).noneMatch(RecallPlanTest::past);
    Recall before = ask(Query.of("Where did Ana previously live?").limit(200));
    assertThat(before.trace().plan().times().history()).isTrue();
    assertThat(before.hits()).anyMatch(RecallPlanTest::past);
  }

  private static boolean past(Hit hit) {
    return hit.memory().traits().state() == MemoryState.SUPERSEDED;
  }

  @Test
  void theEndsOfATimeThatStandTheWrongWayRoundAreSwappedAndSaid() {
    Recall recall = ask(Query.of("What did we ship from 2021 to 2019?"));
    assertThat(recall.trace().degradations()).contains(Degradation.TIMES_SWAPPED);
  }

  @Test
  void relativeTimesAreReadAgainstTheMomentOfAsking() {
    ZonedDateTime monday = LocalDateTime.of(2026, 2, 16, 9, 0).atZone(ZoneOffset.UTC);
    Query query = Query.of("What did we do last week?").askedAt(monday);
    TimeRange week = memory.plan(query, REX).times().ranges().getFirst();
    assertThat(week.holds(Instant.parse("2026-02-10T10:00:00Z"))).isTrue();
    assertThat(week.holds(Instant.parse("2026-02-17T10:00:00Z"))).isFalse();
    failing(ErrorCode.INVALID_QUERY, () -> query.askedAt(monday.withYear(-1)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "🦀",
        "昨天发生了什么?",
        "ماذا حدث أمس؟",
        "Was geschah letzte Woche?",
        "Will?",
        "May",
        "IT or US?",
        "between and from to",
        "before before before",
        "???",
        "5000 years before the move",
        "since the release since the release"
      })
  void oddQuestionsAreAnswered(String question) {
    for (Query query :
        List.of(
            Query.of(question),
            Query.of(question).limit(1000),
            Query.of(question).asOf(Instant.EPOCH).includingPast(),
            Query.of(question).onlyIfKnown())) {
      assertThat(ask(query).trace().visible()).isGreaterThanOrEqualTo(0);
    }
  }

  @Test
  void aQuestionOfFiftyThousandCharactersIsRefused() {
    failing(ErrorCode.INVALID_QUERY, () -> Query.of("x".repeat(50_000)));
  }

  @Test
  void nobodyCanNameAnotherAnswer() {
    Recall mine = ask(Query.of("Which crate?"));
    Principal ada = Principal.agent("ada");
    MemoryId hers = memory.remember(Turn.note("A crate of her own."), ada).id();
    failing(
        ErrorCode.INVALID_INPUT,
        () -> memory.feedback(hers, Feedback.helpful().to(mine.id()), ada));
    assertThat(memory.quality().judged()).isZero();
  }
}
