package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.BackendOptions;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.RecallOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.health.BackendHealth;
import dev.engram.health.Diagnosis;
import dev.engram.memory.Remembered;
import dev.engram.memory.Turn;
import dev.engram.query.Hit;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.query.Trace;
import dev.engram.scope.Principal;
import dev.engram.spi.BackendTrust;
import dev.engram.spi.BackendUnavailableException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Outside vector stores, through the front door. */
class VectorBackendTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;

  private EngramOptions options() {
    return EngramOptions.defaults()
        .withEmbedder(WordEmbedder.usual())
        .withCapture(CaptureOptions.defaults().off())
        .withRecall(RecallOptions.defaults().withWeights(0, 1))
        .withoutBackground();
  }

  private MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(folder.resolve("rex.engram"), TestKeys.right(), options);
  }

  private static List<Turn> crates(int count) {
    return IntStream.range(0, count).mapToObj(i -> Turn.note("crate " + i + " of tea")).toList();
  }

  static void awaitFull(MemoryGraph memory, String name) {
    while (memory.vectorBackends().orElseThrow().health().stream()
        .noneMatch(store ->
            store.name().equals(name)
                && store.phase() == BackendHealth.Phase.ACTIVE
                && store.waiting() == 0)) {
      Thread.onSpinWait();
    }
  }

  private static String path(Recall recall) {
    return recall.trace().stages().stream()
        .filter(stage -> stage.name().equals("semantic"))
        .map(Trace.Stage::detail)
        .findFirst()
        .orElseThrow();
  }

  private static List<String> texts(Recall recall) {
    return recall.hits().stream().map(Hit::text).toList();
  }

  @Test
  void aStoreAnswersWhatTheBuiltInIndexWouldAnswer() {
    List<String> without;
    var query = Query.of("crate 77 of tea").limit(10);
    try (var memory = open(options())) {
      memory.remember(crates(120), REX);
      Recall recall = memory.recall(query, REX);
      without = texts(recall);
      assertThat(path(recall)).isEqualTo("flat");
    }
    var store = new FakeBackend("shelf");
    try (var memory = open(options().withVectorBackend(store, BackendTrust.VERIFIED))) {
      awaitFull(memory, "shelf");
      Recall recall = memory.recall(query, REX);
      assertThat(path(recall)).isEqualTo("shelf");
      assertThat(texts(recall)).isEqualTo(without);
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
      assertThat(store.held()).as("the doctor's own rebuild does not reach it").hasSize(120);
    }
    assertThat(store.closed()).isTrue();
  }

  @Test
  void whatIsRememberedIsFoundAtOnceAndWhatIsForgottenLeavesTheStore() {
    var store = new FakeBackend("shelf");
    try (var memory = open(options().withVectorBackend(store, BackendTrust.VERIFIED))) {
      Remembered first = memory.remember(Turn.note("a lighthouse in fog"), REX);
      memory.remember(crates(20), REX);
      awaitFull(memory, "shelf");
      assertThat(store.held()).hasSize(21);
      memory.remember(Turn.note("marzipan and quince"), REX);
      assertThat(texts(memory.recall(Query.of("marzipan and quince").limit(1), REX)))
          .containsExactly("marzipan and quince");
      memory.forget(first.id(), REX);
      assertThat(texts(memory.recall(Query.of("a lighthouse in fog").limit(3), REX)))
          .doesNotContain("a lighthouse in fog");
      awaitFull(memory, "shelf");
      assertThat(store.held()).hasSize(21);
    }
  }

  @Test
  void aStoreIsAskedForWhatThePrincipalSeesAlone() {
    var store = new FakeBackend("shelf");
    Principal ivy = Principal.agent("ivy");
    try (var memory = open(options().withVectorBackend(store, BackendTrust.VERIFIED))) {
      memory.remember(crates(20), REX);
      memory.remember(Turn.note("crate 3 of opium"), ivy);
      awaitFull(memory, "shelf");
      assertThat(texts(memory.recall(Query.of("crate 3 of opium"), REX)))
          .doesNotContain("crate 3 of opium");
      assertThat(store.questions().getLast().allowed().count()).isEqualTo(20);
      assertThat(texts(memory.recall(Query.of("crate 3 of tea"), ivy)))
          .containsExactly("crate 3 of opium");
      assertThat(store.questions().getLast().allowed().count()).isEqualTo(1);
    }
  }

  @Test
  void aStoreThatIsAwayChangesNoAnswerAndTheTraceSaysSo() {
    var store = new FakeBackend("shelf");
    try (var memory = open(options().withVectorBackend(store, BackendTrust.UNTRUSTED))) {
      memory.remember(crates(30), REX);
      awaitFull(memory, "shelf");
      store.before(call -> {
        throw new BackendUnavailableException("away");
      });
      for (int i = 0; i < 30; i++) {
        Recall recall = memory.recall(Query.of("crate " + i + " of tea").limit(1), REX);
        assertThat(texts(recall)).containsExactly("crate " + i + " of tea");
        assertThat(path(recall)).isEqualTo("shelf>flat");
      }
      memory.remember(Turn.note("one more"), REX);
    }
  }

  @Test
  void storesAreSwappedWhileTheEngineRuns() {
    try (var memory = open(options())) {
      memory.remember(crates(50), REX);
      VectorBackends stores = memory.vectorBackends().orElseThrow();
      assertThat(stores.active()).isEmpty();
      stores.register(BackendOptions.of(new FakeBackend("one"), BackendTrust.VERIFIED));
      stores.register(BackendOptions.of(new FakeBackend("two"), BackendTrust.VERIFIED));
      assertThat(stores.names()).containsExactly("one", "two");
      for (String name : List.of("one", "two")) {
        stores.switchTo(name);
        awaitFull(memory, name);
        assertThat(stores.active()).contains(name);
        assertThat(path(memory.recall(Query.of("crate 7 of tea"), REX))).isEqualTo(name);
      }
      stores.useBuiltIn();
      assertThat(path(memory.recall(Query.of("crate 7 of tea"), REX))).isEqualTo("flat");
    }
  }

  @Test
  void afterAMigrationTheStoreIsFilledAnewAndAskedAgain() {
    var store = new FakeBackend("shelf");
    try (var memory = open(options().withVectorBackend(store, BackendTrust.VERIFIED))) {
      memory.remember(crates(60), REX);
      awaitFull(memory, "shelf");
      int begun = store.begun();
      memory.vectors().migrate(new WordEmbedder("other-48", 48));
      memory.maintain();
      awaitFull(memory, "shelf");
      assertThat(store.begun()).isGreaterThan(begun);
      assertThat(store.held()).hasSize(60);
      assertThat(store.held().values())
          .as("vectors of the new model alone")
          .allSatisfy(parts -> assertThat(parts[0]).hasSize(48));
      var query = Query.of("crate 7 of tea").limit(5);
      Recall recall = memory.recall(query, REX);
      assertThat(path(recall)).isEqualTo("shelf");
      memory.vectorBackends().orElseThrow().useBuiltIn();
      assertThat(texts(memory.recall(query, REX))).isEqualTo(texts(recall));
      memory.vectorBackends().orElseThrow().switchTo("shelf");
      memory.remember(Turn.note("marzipan and quince"), REX);
      awaitFull(memory, "shelf");
      assertThat(store.held()).hasSize(61);
    }
  }

  @Test
  void withoutAnEmbedderThereIsNothingToStore() {
    var store = new FakeBackend("shelf");
    try (var memory =
        open(
            EngramOptions.defaults()
                .withoutBackground()
                .withVectorBackend(store, BackendTrust.VERIFIED))) {
      assertThat(memory.vectorBackends()).isEmpty();
      memory.remember(crates(3), REX);
      assertThat(store.begun()).isZero();
    }
    assertThat(store.closed()).isTrue();
  }

  @Test
  void aStoreIsClosedWhenTheVaultCannotBeOpened() {
    open(options()).close();
    var store = new FakeBackend("shelf");
    Failures.failing(
        ErrorCode.WRONG_KEY,
        () ->
            MemoryGraph.open(
                folder.resolve("rex.engram"),
                TestKeys.wrong(),
                options().withVectorBackend(store, BackendTrust.VERIFIED)));
    assertThat(store.closed()).isTrue();
  }
}
