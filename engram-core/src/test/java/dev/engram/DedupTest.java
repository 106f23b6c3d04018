package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.NewMemory;
import dev.engram.memory.Remembered;
import dev.engram.memory.Remembered.Outcome;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Listing;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DedupTest {
  private static final Principal REX = Principal.agent("rex").in(Scope.project("apollo"));

  /** What is derived from words has tests of its own. */
  private static final EngramOptions WORDS_ALONE =
      EngramOptions.defaults().withCapture(CaptureOptions.defaults().off());

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory = open(WORDS_ALONE);
  }

  private MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(
        folder.resolve("rex.engram"), TestKeys.right(), options.withClock(clock));
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private Outcome again(NewMemory first, NewMemory second) {
    assertThat(memory.remember(first, REX).outcome()).isEqualTo(Outcome.STORED);
    return memory.remember(second, REX).outcome();
  }

  static Stream<Arguments> restatements() {
    Turn tea = Turn.said("Ana", "I moved to the old harbour in Porto.");
    return Stream.of(
        Arguments.of("the same words", tea, tea),
        Arguments.of(
            "other case and signs", tea, Turn.said("Ana", "i moved to the old harbour, in porto")),
        Arguments.of(
            "filler words",
            tea,
            Turn.said("Ana", "Well, I just moved to the old harbour in Porto!")),
        Arguments.of(
            "a fact",
            Statement.of("Ana", "likes", "green tea"),
            Statement.of("Ana", "likes", "Green tea.")),
        Arguments.of("a note", Turn.note("buy milk"), Turn.note("Buy milk!")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("restatements")
  void aRestatementStrengthensTheFirst(String what, NewMemory first, NewMemory second) {
    assertThat(again(first, second)).isEqualTo(Outcome.STRENGTHENED);
    Memory only = memory.list(Listing.newest(10), REX).getFirst();
    assertThat(memory.stats(REX).total()).isEqualTo(1);
    assertThat(only.traits().strength()).isEqualTo(2);
    assertThat(only.text()).isEqualTo(first.text());
  }

  static Stream<Arguments> differences() {
    Turn tea = Turn.said("Ana", "I owe Ben 20 euros for the tea.");
    return Stream.of(
        Arguments.of("another speaker", tea, Turn.said("Ben", tea.text())),
        Arguments.of("nobody said it", tea, Turn.note(tea.text())),
        Arguments.of("another scope", tea, tea.to(Scope.project("apollo"))),
        Arguments.of("another number", tea, Turn.said("Ana", "I owe Ben 200 euros for the tea.")),
        Arguments.of("another name", tea, Turn.said("Ana", "I owe Dan 20 euros for the tea.")),
        Arguments.of("a negation", tea, Turn.said("Ana", "I do not owe Ben 20 euros for the tea.")),
        Arguments.of("a question", tea, Turn.said("Ana", "I owe Ben 20 euros for the tea?")),
        Arguments.of("another order", tea, Turn.said("Ana", "Ben, I owe 20 euros for the tea.")),
        Arguments.of("a minus", Turn.note("minus: -5 degrees"), Turn.note("minus: 5 degrees")),
        Arguments.of("capitals that name", Turn.note("ask the US"), Turn.note("ask the us")),
        Arguments.of(
            "another subject",
            Statement.of("Ana", "likes", "tea"),
            Statement.of("Ben", "likes", "tea")),
        Arguments.of(
            "another kind", Turn.note("Ana likes tea"), Statement.of("Ana", "likes", "tea")),
        Arguments.of(
            "another step",
            Routine.of("brew", "boil water", "wait 3 minutes"),
            Routine.of("brew", "boil water", "wait 4 minutes")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("differences")
  void whatMerelyLooksAlikeIsStored(String what, NewMemory first, NewMemory second) {
    assertThat(again(first, second)).isEqualTo(Outcome.STORED);
    assertThat(memory.stats(REX).total()).isEqualTo(2);
  }

  @Test
  void outsideTheWindowTheSameWordsAreStoredAgain() {
    assertThat(again(Turn.note("good morning"), Turn.note("good morning")))
        .isEqualTo(Outcome.STRENGTHENED);
    clock.move(Duration.ofMinutes(61));
    assertThat(memory.remember(Turn.note("good morning"), REX).outcome()).isEqualTo(Outcome.STORED);
  }

  @Test
  void theWindowIsMeasuredByWhenItWasSaid() {
    Turn today = Turn.note("good morning").at(clock.instant());
    Turn yesterday = Turn.note("good morning").at(clock.instant().minus(Duration.ofDays(1)));
    assertThat(again(today, yesterday)).isEqualTo(Outcome.STORED);
  }

  @Test
  void aForgottenOrRewordedMemoryIsNotStrengthened() {
    MemoryId id = memory.remember(Turn.note("buy milk"), REX).id();
    memory.update(id, Turn.note("buy bread"), REX);
    assertThat(memory.remember(Turn.note("buy milk"), REX).outcome()).isEqualTo(Outcome.STORED);
    memory.forget(id, REX);
    assertThat(memory.remember(Turn.note("buy bread"), REX).outcome()).isEqualTo(Outcome.STORED);
  }

  @Test
  void restatementsWithinOneCallAreFoundToo() {
    List<Remembered> answers =
        memory.remember(List.of(Turn.note("buy milk"), Turn.note("Buy milk.")), REX);
    assertThat(answers.stream().map(Remembered::outcome))
        .containsExactly(Outcome.STORED, Outcome.STRENGTHENED);
    assertThat(answers.get(0).id()).isEqualTo(answers.get(1).id());
  }

  @Test
  void aRestatementThatMattersMoreMakesTheFirstMatterMore() {
    Turn plain = Turn.note("the door code changed");
    Turn urgent = plain.with(plain.placement().important(0.9));
    assertThat(again(plain, urgent)).isEqualTo(Outcome.STRENGTHENED);
    assertThat(memory.list(Listing.newest(1), REX).getFirst().traits().importance()).isEqualTo(0.9);
  }

  @Test
  void withDedupOffEverythingIsStored() {
    memory.close();
    var defaults = WORDS_ALONE;
    memory = open(defaults.withDedup(defaults.dedup().off()));
    assertThat(again(Turn.note("buy milk"), Turn.note("buy milk"))).isEqualTo(Outcome.STORED);
  }

  @Test
  void aClockThatGoesBackStandsStillForTheEngine() {
    MemoryId first = memory.remember(Turn.note("before"), REX).id();
    clock.move(Duration.ofDays(-3));
    MemoryId second = memory.remember(Turn.note("after"), REX).id();
    memory.update(first, Turn.note("before, revised"), REX);
    var learned = memory.get(first, REX).traits().learned();
    assertThat(memory.get(second, REX).traits().learned()).isEqualTo(learned);
    var versions = memory.history(first, REX).versions();
    assertThat(versions.get(0).traits().validUntil())
        .contains(versions.get(1).traits().validFrom());
    assertThat(memory.doctor().sound()).isTrue();
  }
}
