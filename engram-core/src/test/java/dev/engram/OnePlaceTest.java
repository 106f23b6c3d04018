package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.memory.Edge;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Dropped;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What says one thing takes one place, and the trace tells what gave way to what. */
@Timeout(60)
class OnePlaceTest {
  private static final Scope APOLLO = Scope.project("apollo");
  private static final Principal REX = Principal.agent("rex").in(APOLLO);

  @TempDir private Path folder;
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("rex.engram"),
            TestKeys.right(),
            EngramOptions.defaults().withoutBackground().withEmbedder(WordEmbedder.usual()));
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private static List<MemoryId> ids(Recall recall) {
    return recall.hits().stream().map(Hit::id).toList();
  }

  @Test
  void aStatedFactStandsForTheNoteThatSaysTheSame() {
    MemoryId note = memory.remember(Turn.note("Ana prefers window seats!"), REX).id();
    MemoryId fact =
        memory.remember(Statement.of("Ana", "prefers", "window seats").explicit(), REX).id();
    Recall recall = memory.recall(Query.of("Which seats does Ana prefer?"), REX);
    assertThat(ids(recall)).contains(fact).doesNotContain(note);
    assertThat(recall.trace().dropped())
        .contains(new Dropped(note, Dropped.Reason.SAME_WORDS, Optional.of(fact)));
    assertThat(ids(memory.recall(Query.of("Ana seats").only(Set.of(MemoryKind.EPISODE)), REX)))
        .containsExactly(note);
  }

  @Test
  void theSameWordsInTwoScopesAreShownOnce() {
    memory.remember(Turn.said("Ana", "The harbour is grey."), REX);
    memory.remember(Turn.said("Ana", "the harbour is grey").to(APOLLO), REX);
    Recall recall = memory.recall(Query.of("harbour").only(Set.of(MemoryKind.EPISODE)), REX);
    assertThat(recall.hits()).hasSize(1);
    assertThat(recall.trace().dropped()).hasSize(1);
  }

  @Test
  void theSameWordsOfTwoSpeakersAreTwoThings() {
    memory.remember(Turn.said("Ana", "I like the harbour."), REX);
    memory.remember(Turn.said("Ben", "I like the harbour."), REX);
    assertThat(memory.recall(Query.of("harbour").only(Set.of(MemoryKind.EPISODE)), REX).hits())
        .hasSize(2);
  }

  @Test
  void aProcedureAndTheEpisodeItWasDistilledFromShareThePlaceOfTheBetter() {
    MemoryId told = memory.remember(Turn.note("We rinse the filter when it drips."), REX).id();
    MemoryId routine =
        memory.remember(Routine.of("clean the filter", "unscrew it", "rinse the filter"), REX).id();
    Query query = Query.of("filter rinse").only(Set.of(MemoryKind.EPISODE, MemoryKind.PROCEDURE));
    assertThat(ids(memory.recall(query, REX))).containsExactlyInAnyOrder(told, routine);
    memory.link(new Edge(routine, told, EdgeType.DERIVED_FROM, 1), REX);
    Recall recall = memory.recall(query, REX);
    assertThat(recall.hits()).hasSize(1);
    assertThat(recall.trace().dropped()).hasSize(1);
    assertThat(recall.trace().dropped().getFirst().reason()).isEqualTo(Dropped.Reason.DISTILLED);
    assertThat(recall.trace().dropped().getFirst().instead()).contains(ids(recall).getFirst());
  }

  @Test
  void whatGivesWayMakesRoomWithinTheLimit() {
    for (Scope scope : List.of(REX.home(), APOLLO)) {
      memory.remember(Turn.said("Ana", "The harbour is grey.").to(scope), REX);
      memory.remember(Turn.said("Ana", "A harbour seal slept.").to(scope), REX);
    }
    Query query = Query.of("harbour").only(Set.of(MemoryKind.EPISODE)).limit(2);
    assertThat(memory.recall(query, REX).hits())
        .extracting(hit -> hit.memory().text())
        .containsExactlyInAnyOrder("The harbour is grey.", "A harbour seal slept.");
  }

  @Test
  void whatANotVisibleMemorySaysTakesNoPlace() {
    memory.remember(Turn.said("Ana", "The harbour is grey."), Principal.agent("sam"));
    memory.remember(Turn.said("Ana", "The harbour is grey."), REX);
    Recall recall = memory.recall(Query.of("harbour").only(Set.of(MemoryKind.EPISODE)), REX);
    assertThat(recall.hits()).hasSize(1);
    assertThat(recall.hits().getFirst().memory()).isInstanceOf(Memory.Episode.class);
    assertThat(recall.trace().dropped()).isEmpty();
  }
}
