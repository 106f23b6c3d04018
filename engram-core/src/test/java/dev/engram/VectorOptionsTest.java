package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.config.CaptureOptions;
import dev.engram.config.DedupOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.VectorOptions;
import dev.engram.config.VectorOptions.Form;
import dev.engram.fault.InvalidInputException;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every index, and every bound on it, from the front door. */
class VectorOptionsTest {
  private static final Principal REX = Principal.agent("rex");

  /** So many that the adaptive index keeps codes. */
  private static final int MANY = 8_400;

  @TempDir private Path folder;

  private MemoryGraph open(VectorOptions vectors) {
    return MemoryGraph.open(
        folder.resolve("rex.engram"),
        TestKeys.right(),
        EngramOptions.defaults()
            .withEmbedder(WordEmbedder.usual())
            .withCapture(CaptureOptions.defaults().off())
            .withDedup(DedupOptions.defaults().off())
            .withVectors(vectors)
            .withoutBackground());
  }

  private static List<Turn> turns(int count) {
    var turns = new ArrayList<Turn>(count);
    for (int i = 0; i < count; i++) {
      turns.add(Turn.said("Ana", "number " + i + " of kind " + i % 97 + " and shade " + i % 89));
    }
    return turns;
  }

  private static String path(Recall recall) {
    return recall.trace().stages().stream()
        .filter(stage -> stage.name().equals("semantic"))
        .map(stage -> stage.detail())
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Form.class)
  void everyFormAnswersIsSavedAndEqualsItsRebuild(Form form) {
    var options = VectorOptions.defaults().withForm(form);
    MemoryId otter;
    try (var memory = open(options)) {
      memory.remember(turns(300), REX);
      otter = memory.remember(Turn.said("Ana", "The otter sleeps on the raft."), REX).id();
      MemoryId gone = memory.remember(Turn.said("Ana", "The otter left."), REX).id();
      memory.forget(gone, REX);
      assertThat(memory.recall(Query.of("where does the otter sleep?"), REX).hits().getFirst().id())
          .isEqualTo(otter);
      assertThat(memory.doctor().sound()).isTrue();
    }
    try (var memory = open(options)) {
      var recall = memory.recall(Query.of("otter raft sleeps"), REX);
      assertThat(recall.hits().getFirst().id()).isEqualTo(otter);
      assertThat(recall.trace().degradations()).isEmpty();
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  @Test
  void anotherFormIsMadeFromTheVaultAtTheNextOpen() {
    try (var memory = open(VectorOptions.defaults().withForm(Form.FLAT))) {
      memory.remember(turns(100), REX);
    }
    try (var memory = open(VectorOptions.defaults().withForm(Form.LEAN))) {
      memory.maintain();
      assertThat(path(memory.recall(Query.of("kind 7 and shade 7"), REX))).startsWith("lean");
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  @Test
  void aSearchThatRunsOutOfTimeSaysSo() {
    try (var memory = open(VectorOptions.defaults().withSearchTime(Duration.ofNanos(1)))) {
      memory.remember(turns(50), REX);
      var recall = memory.recall(Query.of("kind 7 and shade 7"), REX);
      assertThat(recall.trace().degradations()).contains(Degradation.SEARCH_CUT_SHORT);
      assertThat(recall.hits()).as("by words, and what was found in time").isNotEmpty();
    }
  }

  @Test
  void underAMemoryBudgetCopiesGoToTheVaultAndNothingIsMissed() {
    Query query = Query.of("number 4242 of kind 71 and shade 59").limit(5);
    List<MemoryId> roomy;
    try (var memory = open(VectorOptions.defaults())) {
      memory.remember(turns(MANY), REX);
      memory.maintain();
      roomy = ids(memory.recall(query, REX));
      assertThat(memory.health().warnings()).noneMatch(one -> one.contains("memory for indexes"));
    }
    try (var memory = open(VectorOptions.defaults().withMemoryBudget(1 << 20))) {
      long before = indexBytes(memory);
      memory.maintain();
      assertThat(indexBytes(memory)).isLessThan(before);
      assertThat(memory.health().warnings()).anyMatch(one -> one.contains("short (critical)"));
      Recall tight = memory.recall(query, REX);
      assertThat(path(tight)).startsWith("lean");
      assertThat(ids(tight).getFirst()).isEqualTo(roomy.getFirst());
      memory.remember(Turn.said("Ana", "One more, so that the index is saved as it is."), REX);
      assertThat(memory.doctor().sound()).isTrue();
    }
    try (var memory = open(VectorOptions.defaults())) {
      long before = indexBytes(memory);
      memory.maintain();
      assertThat(indexBytes(memory)).as("read back from the vault").isGreaterThan(before);
      assertThat(ids(memory.recall(query, REX)).getFirst()).isEqualTo(roomy.getFirst());
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  private static List<MemoryId> ids(Recall recall) {
    return recall.hits().stream().map(hit -> hit.id()).toList();
  }

  @Test
  void boundsAreToldByName() {
    assertThatThrownBy(() -> VectorOptions.defaults().withMemoryBudget(1))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("vectors.memoryBudget");
    assertThatThrownBy(() -> VectorOptions.defaults().withSearchTime(Duration.ZERO))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("vectors.searchTime");
  }

  private static long indexBytes(MemoryGraph memory) {
    return memory.health().indexBytes().getOrDefault("semantic", 0L);
  }
}
