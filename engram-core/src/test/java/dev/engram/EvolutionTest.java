package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.config.EngramOptions;
import dev.engram.fault.AccessException;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Remembered;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Evolution;
import dev.engram.query.Timeline;
import dev.engram.query.TimelineEvent;
import dev.engram.query.TimelineEvent.Transition;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How knowledge came to be what it is, end to end. */
class EvolutionTest {
  private static final Principal REX = Principal.agent("rex").in(Scope.project("apollo"));
  private static final Principal STRANGER = Principal.agent("kim");

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withClock(clock).withoutBackground());
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private Remembered says(String text) {
    clock.move(Duration.ofDays(10));
    return memory.remember(
        Turn.said("Ana", text).at(clock.instant()).in("talk " + clock.instant()), REX);
  }

  private MemoryId states(String predicate, String object) {
    clock.move(Duration.ofDays(10));
    return memory.remember(Statement.of("Ana", predicate, object).at(clock.instant()), REX).id();
  }

  private static List<String> steps(Timeline line) {
    return line.events().stream()
        .map(event -> event.transition().label() + ": " + event.memory().text())
        .toList();
  }

  private static List<Transition> transitions(Timeline line) {
    return line.events().stream().map(TimelineEvent::transition).toList();
  }

  @Test
  void aMoveIsACorrectionThatNamesWhatItReplaced() {
    says("I live in Lyon.");
    says("I moved from Lyon to Porto.");
    says("My sister plays the cello.");
    Timeline line = memory.evolution(Evolution.of("where Ana lives"), REX);
    List<TimelineEvent> homes = line.events();
    assertThat(steps(line))
        .containsExactly(
            "addition: Ana lives in Lyon.", "correction: Ana moved from Lyon to Porto.");
    assertThat(homes.getLast().replaced()).containsExactly(homes.getFirst().memory().id());
    assertThat(homes.getFirst().replacedBy()).containsExactly(homes.getLast().memory().id());
    assertThat(homes.getLast().sincePrevious().orElseThrow()).isLessThanOrEqualTo(days(10));
    assertThat(homes).isSortedAccordingTo(Comparator.comparing(TimelineEvent::at));
  }

  @Test
  void aFullLineStillSaysWhatCorrectedWhat() {
    says("I live in Lyon.");
    says("I moved from Lyon to Porto.");
    Timeline line = memory.evolution(Evolution.of("where Ana lives").limit(2), REX);
    assertThat(line.events()).hasSize(2);
    assertThat(line.events().getLast().replaced())
        .containsExactly(line.events().getFirst().memory().id());
  }

  private static Duration days(int days) {
    return Duration.ofDays(days);
  }

  @Test
  void aChainOfCorrectionsIsFollowedWhateverItsWords() {
    MemoryId vim = states("uses", "vim");
    MemoryId helix = states("uses", "Helix");
    memory.link(Edge.of(helix, vim, EdgeType.CONTRADICTS), REX);
    Timeline line = memory.evolution(Evolution.of("vim"), REX);
    assertThat(steps(line))
        .containsExactly("addition: Ana uses vim", "contradiction: Ana uses Helix");
    assertThat(line.events().getFirst().sincePrevious()).isEmpty();
    assertThat(line.events().getLast().sincePrevious()).contains(days(10));
  }

  @Test
  void aRestatementReinforces() {
    states("prefers", "green tea");
    states("prefers", "the green tea");
    assertThat(transitions(memory.evolution(Evolution.of("green tea"), REX)))
        .containsExactly(Transition.ADDITION, Transition.REINFORCEMENT);
  }

  @Test
  void whatIsSaidAgainReinforcesWhenItWasSaid() {
    says("I drive a Volvo.");
    var again = clock.instant().plus(days(10));
    says("I drive a Volvo.");
    clock.move(days(400));
    List<TimelineEvent> events = memory.evolution(Evolution.of("Ana drives a Volvo"), REX).events();
    assertThat(events)
        .anySatisfy(event -> {
          assertThat(event.transition()).isEqualTo(Transition.REINFORCEMENT);
          assertThat(event.at()).isEqualTo(again);
        });
  }

  @Test
  void whatEndsWithoutASuccessorEnds() {
    says("I use vim.");
    says("I no longer use vim.");
    Timeline line = memory.evolution(Evolution.of("vim"), REX);
    assertThat(transitions(line)).contains(Transition.END);
    assertThat(transitions(line)).doesNotContain(Transition.CORRECTION);
  }

  @Test
  void aNewWordingCorrectsTheOldOne() {
    MemoryId tea = states("prefers", "green tea");
    clock.move(days(1));
    memory.update(tea, Statement.of("Ana", "prefers", "black tea"), REX);
    Timeline line = memory.evolution(Evolution.of("which tea Ana prefers"), REX);
    assertThat(transitions(line)).containsExactly(Transition.ADDITION, Transition.CORRECTION);
    assertThat(line.events().getLast().replaced()).containsExactly(tea);
  }

  @Test
  void anEntitysLineHoldsItsFactsAndNoOthers() {
    says("I live in Lyon.");
    says("I moved from Lyon to Porto.");
    memory.remember(Statement.of("Ben", "lives in", "Lyon"), REX);
    EntityId ana = memory.entitiesNamed("Ana", REX).getFirst().id();
    Timeline line = memory.evolution(Evolution.of(ana), REX);
    assertThat(transitions(line)).contains(Transition.CORRECTION);
    assertThat(steps(line)).isNotEmpty().noneMatch(step -> step.contains("Ben"));
    assertThatThrownBy(() -> memory.evolution(Evolution.of(ana), STRANGER))
        .isInstanceOf(AccessException.class);
  }

  @Test
  void forgottenMemoriesAndThoseOfOthersAreInNoLine() {
    Remembered lyon = says("I live in Lyon.");
    says("I moved from Lyon to Porto.");
    memory.forget(lyon.id(), REX);
    assertThat(memory.evolution(Evolution.of("where Ana lives"), REX).events())
        .allSatisfy(event -> {
          assertThat(event.memory().id()).isNotEqualTo(lyon.id());
          assertThat(event.memory().text()).isNotEqualTo("Ana lives in Lyon");
          assertThat(event.replaced()).isEmpty();
        });
    assertThat(memory.evolution(Evolution.of("where Ana lives"), STRANGER).events()).isEmpty();
  }

  @Test
  void aTopicThatNothingIsKnownOfHasNoLine() {
    says("I live in Lyon.");
    assertThat(memory.evolution(Evolution.of("quantum chromodynamics"), REX).events()).isEmpty();
    assertThat(memory.evolution(Evolution.of("🦊"), REX).events()).isEmpty();
  }

  @Test
  void aLineIsAsLongAsItMayBe() {
    for (int i = 0; i < 8; i++) {
      states("met", "person " + i);
    }
    assertThat(memory.evolution(Evolution.of("Ana met").limit(3), REX).events()).hasSize(3);
    assertThatThrownBy(() -> Evolution.of("Ana").limit(0))
        .isInstanceOf(InvalidInputException.class);
    assertThatThrownBy(() -> Evolution.of(" ")).isInstanceOf(InvalidInputException.class);
    assertThat(Optional.of(Evolution.of("secret word").toString()))
        .hasValueSatisfying(shown -> assertThat(shown).doesNotContain("secret"));
  }
}
