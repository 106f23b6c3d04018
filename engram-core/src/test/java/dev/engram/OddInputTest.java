package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.config.VaultKey;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.TimeSpan;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an open engine answers to bad or odd input. */
class OddInputTest {
  private static final Principal REX = Principal.agent("rex");
  private static final String SECRET = "xylophone";
  private static final MemoryId SOME = MemoryId.create(1, new Random(1));

  @TempDir private Path folder;
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withEmbedder(WordEmbedder.usual()).withoutBackground());
  }

  @AfterEach
  void close() {
    memory.close();
  }

  @Test
  void noMemoriesOrTooManyAreRefused() {
    assertThat(failing(ErrorCode.INVALID_INPUT, () -> memory.remember(List.of(), REX)))
        .hasMessageContaining("memories must have 1 to 10000 entries, got 0");
    List<Turn> many = IntStream.rangeClosed(0, 10_000).mapToObj(i -> Turn.note("a")).toList();
    assertThat(failing(ErrorCode.INVALID_INPUT, () -> memory.remember(many, REX)))
        .hasMessageContaining("got 10001");
    assertThat(memory.stats(REX).total()).isZero();
  }

  @Test
  void exactlyEightKibibytesAreKeptWhole() {
    String text = "水".repeat(2730) + "ab";
    MemoryId id = memory.remember(Turn.note(text), REX).id();
    assertThat(memory.get(id, REX).text()).isEqualTo(text);
  }

  @Test
  void oneWordOfEightKibibytesIsKeptAndFound() {
    String word = "y".repeat(8192);
    MemoryId id = memory.remember(Turn.note(word), REX).id();
    assertThat(memory.recall(Query.of(word), REX).hits().getFirst().id()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"?", "...!!", "\u200B", "—", "'\"`;--", "*:* ^~ (", "\uD83D"})
  void aQueryOfSignsAnswersByMeaningAndSaysSo(String signs) {
    memory.remember(Turn.note("tea in a green pot"), REX);
    Recall recall = memory.recall(Query.of(signs), REX);
    assertThat(recall.hits()).hasSize(1);
    assertThat(recall.trace().degradations()).contains(Degradation.NO_TERMS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"🔑", "text:tea AND scope:[* TO *]", "tea*", "\"tea", "') OR 1=1 --"})
  void nothingInAQueryIsSyntax(String question) {
    memory.remember(Turn.note("tea in a green pot"), REX);
    memory.remember(Turn.note("hidden"), Principal.agent("ada"));
    assertThat(memory.recall(Query.of(question), REX).hits()).hasSize(1);
  }

  @Test
  void aQueryOfStopWordsAnswers() {
    memory.remember(Turn.note("to be or not to be"), REX);
    assertThat(memory.recall(Query.of("to be or not to be"), REX).hits()).hasSize(1);
    assertThat(memory.recall(Query.of("the"), REX).hits()).hasSize(1);
  }

  @Test
  void aQueryOfManyWordsSaysWhichAreLeftOut() {
    memory.remember(Turn.note("tea"), REX);
    String many =
        IntStream.range(0, 1200)
            .mapToObj(i -> Integer.toString(i, 36))
            .collect(java.util.stream.Collectors.joining(" "));
    Recall recall = memory.recall(Query.of(many), REX);
    assertThat(recall.trace().degradations()).contains(Degradation.TERMS_DROPPED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-31",
        "2024-00-00",
        "on 99 March",
        "31 Feb 1900",
        "May",
        "9999999 June 2099",
        "2024-13-45 and 0 January"
      })
  void aDateThatIsNoneIsHarmless(String question) {
    memory.remember(Turn.note("tea").at(Instant.parse("2024-02-28T00:00:00Z")), REX);
    assertThat(memory.recall(Query.of(question), REX).hits()).hasSize(1);
  }

  @Test
  void memoriesOfTheFirstAndTheLastPossibleDayAreKept() {
    Instant first = Instant.parse("-4000-01-01T00:00:00Z");
    Instant last = Instant.parse("9999-12-31T23:59:59Z");
    for (Instant when : List.of(first, last)) {
      MemoryId id = memory.remember(Turn.note("day " + when).at(when), REX).id();
      assertThat(memory.get(id, REX).traits().occurred()).contains(TimeSpan.at(when));
    }
    assertThat(memory.recall(Query.of("day on 3 May 2024"), REX).hits()).hasSize(2);
  }

  @Test
  void theLimitIsServedInFullWhenSoManyMatch() {
    memory.remember(
        IntStream.range(0, 700).mapToObj(i -> Turn.note("tea crate " + i)).toList(), REX);
    assertThat(memory.recall(Query.of("tea").limit(1000), REX).hits()).hasSize(700);
  }

  @Test
  void anUnknownIdAndAnIdOfAnotherScopeAreAnsweredAlike() {
    Principal ada = Principal.agent("ada");
    MemoryId foreign = memory.remember(Turn.note(SECRET), ada).id();
    MemoryId own = memory.remember(Turn.note("own"), REX).id();
    for (MemoryId id : List.of(foreign, SOME)) {
      Edge to = Edge.of(own, id, EdgeType.SUPPORTS);
      Edge from = Edge.of(id, own, EdgeType.SUPPORTS);
      List<ThrowingCallable> calls =
          List.of(
              () -> memory.get(id, REX),
              () -> memory.update(id, Turn.note("mine"), REX),
              () -> memory.forget(id, REX),
              () -> memory.history(id, REX),
              () -> memory.list(Listing.newest(5).before(id), REX),
              () -> memory.link(to, REX),
              () -> memory.link(from, REX));
      for (ThrowingCallable call : calls) {
        assertThat(failing(ErrorCode.UNKNOWN_MEMORY, call))
            .hasMessage("E2005: no visible memory has the id " + id)
            .hasNoCause();
      }
    }
    assertThat(memory.get(foreign, ada).text()).isEqualTo(SECRET);
  }

  @Test
  void aWorkerAsksForNobodyElsesScope() {
    failing(ErrorCode.ACCESS_DENIED, () -> REX.overseeing("ada"));
    failing(ErrorCode.ACCESS_DENIED, () -> memory.recall(Query.of("tea").includingOverseen(), REX));
    failing(ErrorCode.ACCESS_DENIED, () -> memory.remember(Turn.note("x").to(Scope.global()), REX));
    failing(
        ErrorCode.ACCESS_DENIED, () -> memory.remember(Turn.note("x").to(Scope.agent("ada")), REX));
  }

  @Test
  void nothingThatHoldsContentShowsItAsText() {
    MemoryId id = memory.remember(Turn.said(SECRET, SECRET), REX).id();
    Memory stored = memory.get(id, REX);
    Recall recall = memory.recall(Query.of(SECRET), REX);
    List<Object> all =
        List.of(
            stored,
            stored.traits(),
            recall,
            recall.hits().getFirst(),
            recall.trace(),
            Query.of(SECRET),
            Turn.note(SECRET),
            Statement.of(SECRET, SECRET, SECRET),
            Routine.of(SECRET, SECRET),
            memory.history(id, REX),
            memory.health(),
            memory.stats(REX),
            VaultKey.passphrase(SECRET.toCharArray()));
    for (Object one : all) {
      assertThat(one.toString()).doesNotContain(SECRET);
    }
  }
}
