package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.health.Diagnosis;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Remembered;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What gave way answers about the past, and about nothing else, end to end. */
class PastRecallTest {
  private static final Principal REX = Principal.agent("rex").in(Scope.project("apollo"));
  private static final Query HOME = Query.of("where does Ana live");
  private static final Query HOME_FACTS = HOME.only(EnumSet.of(MemoryKind.FACT));

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private MemoryGraph memory;
  private Instant first;
  private Instant second;
  private Remembered lyon;

  @BeforeEach
  void anaMoves() {
    memory = open();
    first = clock.instant();
    lyon = says("Ana", "I live in Lyon.");
    clock.move(Duration.ofDays(100));
    second = clock.instant();
    says("Ana", "I moved from Lyon to Porto.");
    clock.move(Duration.ofDays(100));
  }

  private MemoryGraph open() {
    return MemoryGraph.open(
        folder.resolve("rex.engram"),
        TestKeys.right(),
        EngramOptions.defaults()
            .withEmbedder(WordEmbedder.usual())
            .withClock(clock)
            .withoutBackground());
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private Remembered says(String speaker, String text) {
    return memory.remember(Turn.said(speaker, text).at(clock.instant()).in("talk"), REX);
  }

  private List<Memory> answers(Query query) {
    return memory.recall(query, REX).hits().stream().map(Hit::memory).toList();
  }

  private static List<String> homes(List<Memory> found) {
    return found.stream()
        .filter(Memory.Fact.class::isInstance)
        .map(Memory.Fact.class::cast)
        .filter(fact -> fact.predicate().equals("lives in"))
        .map(fact -> fact.object() + " " + fact.traits().state().label())
        .toList();
  }

  private static List<MemoryId> ids(List<Memory> found) {
    return found.stream().map(Memory::id).toList();
  }

  @Test
  void askedNowOnlyWhatHoldsAnswers() {
    assertThat(homes(answers(HOME_FACTS))).containsExactly("Porto active");
    assertThat(answers(HOME))
        .allSatisfy(hit -> assertThat(hit.traits().state()).isEqualTo(MemoryState.ACTIVE));
  }

  @Test
  void asOfBeforeTheMoveTheOldHomeAnswersAndTheNewOneDoesNot() {
    Query before = HOME_FACTS.asOf(second.minusSeconds(1));
    assertThat(homes(answers(before))).containsExactly("Lyon superseded");
    assertThat(ids(answers(HOME.asOf(second.minusSeconds(1))))).containsExactly(lyon.id());
    assertThat(homes(answers(HOME_FACTS.asOf(second)))).containsExactly("Porto active");
  }

  @Test
  void aPastFactSpokeForItsEpisodeThen() {
    Hit then = memory.recall(HOME.asOf(second.minusSeconds(1)), REX).hits().getFirst();
    assertThat(then.memory()).isInstanceOf(Memory.Episode.class);
    assertThat(then.evidence()).anySatisfy(said -> assertThat(said.signal()).isEqualTo("semantic"));
  }

  @Test
  void withThePastBothHomesAnswerAndTellTheirStates() {
    assertThat(homes(answers(HOME_FACTS.includingPast())))
        .containsExactlyInAnyOrder("Porto active", "Lyon superseded");
    Memory old =
        answers(HOME.includingPast()).stream()
            .filter(hit -> hit.traits().state() == MemoryState.SUPERSEDED)
            .findFirst()
            .orElseThrow();
    assertThat(old.traits().validUntil()).contains(second);
  }

  @Test
  void withThePastAsOfAMomentNothingLearnedLaterAnswers() {
    assertThat(homes(answers(HOME_FACTS.includingPast().asOf(second.minusSeconds(1)))))
        .containsExactly("Lyon superseded");
    assertThat(homes(answers(HOME_FACTS.includingPast().asOf(second))))
        .containsExactlyInAnyOrder("Porto active", "Lyon superseded");
  }

  @Test
  void beforeEverythingThereIsNoAnswerAndInTheFarFutureThePresentOne() {
    for (Instant early : List.of(Instant.MIN, Instant.EPOCH, first.minusMillis(1))) {
      var none = memory.recall(HOME.asOf(early), REX);
      assertThat(none.hits()).isEmpty();
      assertThat(none.trace().visible()).isZero();
    }
    assertThat(ids(answers(HOME.asOf(Instant.MAX)))).isEqualTo(ids(answers(HOME)));
    assertThat(homes(answers(HOME_FACTS.asOf(Instant.MAX)))).containsExactly("Porto active");
  }

  @Test
  void thePresentIsScoredAsIfThereWereNoPast() {
    double now = memory.recall(HOME, REX).hits().getFirst().score();
    answers(HOME.includingPast());
    assertThat(memory.recall(HOME, REX).hits().getFirst().score()).isEqualTo(now);
    assertThat(memory.stats(REX).total()).isEqualTo(memory.recall(HOME, REX).trace().visible());
  }

  @Test
  void whatOnlyAForgottenEpisodeSpokeForIsNoPastEither() {
    memory.forget(lyon.id(), REX);
    assertThat(homes(answers(HOME_FACTS.includingPast()))).containsExactly("Porto active");
    assertThat(answers(HOME.asOf(second.minusSeconds(1)))).isEmpty();
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  @Test
  void aFactThatIsForgottenTakesItsEarlierWordingsWithIt() {
    MemoryId tea = memory.remember(Statement.of("Ben", "prefers", "green tea"), REX).id();
    Instant then = clock.instant();
    clock.move(Duration.ofDays(1));
    memory.update(tea, Statement.of("Ben", "prefers", "black tea"), REX);
    Query drinks = Query.of("what tea does Ben prefer");
    assertThat(answers(drinks.asOf(then)))
        .extracting(Memory::text)
        .anySatisfy(text -> assertThat(text).contains("green"));
    memory.forget(tea, REX);
    assertThat(ids(answers(drinks.includingPast()))).doesNotContain(tea);
    assertThat(ids(answers(drinks.asOf(then)))).doesNotContain(tea);
  }

  @Test
  void aPastFactCanBeForgottenByItsId() {
    MemoryId old =
        answers(HOME_FACTS.includingPast()).stream()
            .filter(hit -> hit.traits().state() == MemoryState.SUPERSEDED)
            .findFirst()
            .orElseThrow()
            .id();
    memory.forget(old, REX);
    assertThat(ids(answers(HOME_FACTS.includingPast()))).doesNotContain(old);
  }

  @Test
  void thePastSurvivesReopeningAndEqualsItsRebuild() {
    Query[] questions = {
      HOME.includingPast(), HOME_FACTS.includingPast(), HOME.asOf(second.minusSeconds(1)), HOME
    };
    List<String> before = List.of(questions).stream().map(this::told).toList();
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    memory.close();
    memory = open();
    assertThat(List.of(questions).stream().map(this::told).toList()).isEqualTo(before);
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  private String told(Query query) {
    return String.join(
        "\n", memory.recall(query, REX).hits().stream().map(hit -> hit.id() + hit.why()).toList());
  }

  @Test
  void aFactThatGaveWayBeforeItWasEmbeddedIsEmbeddedLater() {
    var down = WordEmbedder.usual();
    try (var other =
        MemoryGraph.open(
            folder.resolve("other.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withEmbedder(down).withClock(clock).withoutBackground())) {
      down.down(true);
      other.remember(Statement.of("Ana", "lives in", "Lyon"), REX);
      clock.move(Duration.ofDays(1));
      other.remember(Statement.of("Ana", "lives in", "Porto"), REX);
      down.down(false);
      assertThat(other.health().pendingEmbeddings()).isEqualTo(1);
      other.maintain();
      assertThat(other.recall(HOME_FACTS.includingPast(), REX).hits())
          .hasSize(2)
          .allSatisfy(hit ->
              assertThat(hit.evidence())
                  .anySatisfy(said -> assertThat(said.signal()).isEqualTo("semantic")));
      assertThat(other.recall(HOME, REX).trace().degradations()).isEmpty();
    }
  }
}
