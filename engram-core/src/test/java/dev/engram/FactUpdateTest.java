package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.memory.Derived;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Remembered;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.FactQuery;
import dev.engram.query.Listing;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates, not piles: facts that restate, contradict or add to what is known, end to end. */
class FactUpdateTest {
  private static final Principal REX = Principal.agent("rex").in(Scope.project("apollo"));

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory = open(REX);
  }

  private MemoryGraph open(Principal who) {
    return MemoryGraph.open(
        folder.resolve(who.agent() + ".engram"),
        TestKeys.right(),
        EngramOptions.defaults().withClock(clock).withoutBackground());
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private Remembered says(String speaker, String text) {
    clock.move(Duration.ofDays(1));
    return memory.remember(Turn.said(speaker, text).at(clock.instant()).in("talk"), REX);
  }

  private List<Memory.Fact> facts(String subject) {
    return memory.facts(FactQuery.about(subject), REX);
  }

  private static List<String> objects(List<Memory.Fact> facts, String predicate) {
    return facts.stream()
        .filter(fact -> fact.predicate().equals(predicate))
        .map(Memory.Fact::object)
        .toList();
  }

  @Test
  void aMoveClosesTheOldHomeAndKeepsItsHistory() {
    says("Ana", "I live in Lyon.");
    Remembered moved = says("Ana", "I moved from Lyon to Porto.");
    assertThat(objects(facts("Ana"), "lives in")).containsExactly("Porto");
    Derived change =
        moved.derived().stream()
            .filter(derived -> derived.change() == Derived.Change.REPLACED)
            .findFirst()
            .orElseThrow();
    Memory old = memory.get(change.closed().getFirst(), REX);
    assertThat(old.traits().state()).isEqualTo(MemoryState.SUPERSEDED);
    assertThat(old.traits().validUntil()).isPresent();
    assertThat(memory.history(change.id(), REX).edges())
        .anySatisfy(edge -> {
          assertThat(edge.type()).isEqualTo(EdgeType.CONTRADICTS);
          assertThat(edge.source()).isEqualTo(change.id());
          assertThat(edge.target()).isEqualTo(old.id());
        })
        .anySatisfy(edge -> {
          assertThat(edge.type()).isEqualTo(EdgeType.DERIVED_FROM);
          assertThat(edge.target()).isEqualTo(moved.id());
        });
    assertThat(objects(memory.facts(FactQuery.about("Ana").withHistory(), REX), "lives in"))
        .containsExactly("Porto", "Lyon");
  }

  @Test
  void aRestatementInAnotherSessionCorroborates() {
    Statement tea = Statement.of("Ana", "prefers", "green tea");
    var first = memory.remember(tea, REX);
    clock.move(Duration.ofDays(40));
    var again = memory.remember(Statement.of("Ana", "prefers", "the green tea"), REX);
    assertThat(again.outcome()).isEqualTo(Remembered.Outcome.STRENGTHENED);
    assertThat(again.id()).isEqualTo(first.id());
    Memory.Fact fact = facts("Ana").getFirst();
    assertThat(fact.traits().strength()).isEqualTo(2);
    assertThat(fact.confidence()).isGreaterThan(tea.confidence());
  }

  @Test
  void manyValuesStandBesideOneAnother() {
    memory.remember(Statement.of("Ana", "uses", "Rust"), REX);
    memory.remember(Statement.of("Ana", "uses", "React"), REX);
    assertThat(objects(facts("Ana"), "uses")).containsExactlyInAnyOrder("Rust", "React");
  }

  @Test
  void whatIsToldLateOfEarlierTimesDoesNotCloseWhatHoldsNow() {
    memory.remember(Statement.of("Ana", "lives in", "Porto").at(clock.instant()), REX);
    memory.remember(
        Statement.of("Ana", "lives in", "Lyon").at(clock.instant().minus(Duration.ofDays(900))),
        REX);
    assertThat(objects(facts("Ana"), "lives in")).containsExactly("Porto");
    assertThat(objects(memory.facts(FactQuery.about("Ana").withHistory(), REX), "lives in"))
        .containsExactly("Porto", "Lyon");
  }

  @Test
  void aPredicateIsLearnedToTakeOneValueFromWhatSpeakersSay() {
    for (String who : List.of("Ana", "Ben", "Cai", "Dee", "Eli", "Fay", "Gus", "Hal")) {
      memory.remember(Statement.of(who, "rides", "a " + who + " bicycle"), REX);
      says(who, "I switched from my " + who + " bicycle to a tram.");
    }
    // "rides" is unknown to the table; one statement beside another must not close it
    memory.remember(Statement.of("Zoe", "rides", "a mule"), REX);
    memory.remember(Statement.of("Zoe", "rides", "a pony"), REX);
    assertThat(objects(facts("Zoe"), "rides")).hasSize(2);
  }

  @Test
  void noFactMeetsOneOfAScopeThatCannotSeeIt() {
    memory.remember(Statement.of("Ana", "lives in", "Lyon"), REX);
    var ada = Principal.agent("ada").in(Scope.project("gemini"));
    memory.remember(Statement.of("Ana", "lives in", "Porto"), ada);
    assertThat(objects(facts("Ana"), "lives in")).containsExactly("Lyon");
    assertThat(objects(memory.facts(FactQuery.about("Ana"), ada), "lives in"))
        .containsExactly("Porto");
  }

  @Test
  void forgettingAnEpisodeForgetsWhatOnlyItSpeaksFor() {
    Remembered said = says("Ana", "I live in Lyon.");
    assertThat(objects(facts("Ana"), "lives in")).containsExactly("Lyon");
    memory.forget(said.id(), REX);
    assertThat(facts("Ana")).isEmpty();
    assertThat(memory.list(Listing.newest(10), REX)).isEmpty();
  }

  @Test
  void newWordsOfAnEpisodeReplaceItsFacts() {
    Remembered said = says("Ana", "I live in Lyon.");
    memory.update(said.id(), Turn.said("Ana", "I live in Porto."), REX);
    assertThat(objects(facts("Ana"), "lives in")).containsExactly("Porto");
  }
}
