package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.MigrationOptions;
import dev.engram.config.RecallOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.health.Diagnosis;
import dev.engram.health.MigrationProgress;
import dev.engram.health.MigrationProgress.State;
import dev.engram.health.SpaceHealth;
import dev.engram.health.SpaceHealth.Role;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import dev.engram.spi.EmbedderUnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Memories move to another embedding model, and nobody who asks meanwhile is the worse for it. */
class VectorMigrationTest {
  private static final Principal REX = Principal.agent("rex");
  private static final int CRATES = 120;

  @TempDir private Path folder;
  private final WordEmbedder old = WordEmbedder.usual();
  private final WordEmbedder next = new WordEmbedder("other-48", 48);

  private static EngramOptions options() {
    return EngramOptions.defaults()
        .withCapture(CaptureOptions.defaults().off())
        .withRecall(RecallOptions.defaults().withWeights(0, 1))
        .withoutBackground();
  }

  private MemoryGraph open(EngramOptions options) {
    return MemoryGraph.open(folder.resolve("rex.engram"), TestKeys.right(), options);
  }

  private MemoryGraph filled() {
    var memory = open(options().withEmbedder(old));
    memory.remember(IntStream.range(0, CRATES).mapToObj(VectorMigrationTest::crate).toList(), REX);
    return memory;
  }

  private static Turn crate(int i) {
    return Turn.note("crate " + i + " holds " + ware(i));
  }

  private static String ware(int i) {
    return List.of("tea", "rope", "lamps", "salt", "books").get(i % 5) + " number n" + i;
  }

  /** Lets a model bring so many batches and then be away. Questions are still answered. */
  private static AtomicInteger batchesLeft(WordEmbedder model, int batches) {
    var left = new AtomicInteger(batches);
    model.distort(answer -> {
      if (answer.size() > 1 && left.getAndDecrement() <= 0) {
        throw new EmbedderUnavailableException("the test allows no more");
      }
      return answer;
    });
    return left;
  }

  private static void requireSound(MemoryGraph memory) {
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  /** Every crate is the best answer to its own words, whichever space it is in. */
  private static void requireFound(MemoryGraph memory, int crates) {
    for (int i = 0; i < crates; i++) {
      Recall recall = memory.recall(Query.of(crate(i).text()).limit(10), REX);
      assertThat(recall.hits()).hasSize(10);
      assertThat(recall.hits().getFirst().text()).isEqualTo(crate(i).text());
    }
  }

  private static MigrationOptions small() {
    return MigrationOptions.defaults().inBatchesOf(20);
  }

  private static MigrationProgress progress(MemoryGraph memory) {
    return memory.vectors().migration().orElseThrow().progress();
  }

  @Test
  void everyMemoryIsFoundByMeaningAtEveryStep() {
    try (var memory = filled()) {
      AtomicInteger left = batchesLeft(next, 0);
      Migration migration = memory.vectors().migrate(next, small());
      for (int step = 0; step <= 6; step++) {
        requireFound(memory, CRATES);
        assertThat(memory.recall(Query.of("tea"), REX).trace().degradations()).isEmpty();
        requireSound(memory);
        assertThat(migration.progress().done()).isEqualTo(20 * step);
        left.set(1);
        memory.maintain();
      }
      assertThat(migration.progress().state()).isEqualTo(State.DONE);
      assertThat(migration.await(Duration.ofDays(1)).share()).isEqualTo(1);
      requireFound(memory, CRATES);
      assertThat(old.closed()).isTrue();
      assertThat(memory.health().embedder()).contains("other-48");
      assertThat(memory.health().indexBytes())
          .containsKey("semantic")
          .doesNotContainKey("semantic-next");
    }
    try (var memory = open(options().withEmbedder(new WordEmbedder("other-48", 48)))) {
      assertThat(memory.stats(REX).pending()).isZero();
      requireFound(memory, CRATES);
      requireSound(memory);
    }
  }

  @Test
  void theTraceAndHealthTellOfBothSpaces() {
    try (var memory = filled()) {
      batchesLeft(next, 2);
      memory.vectors().migrate(next, small());
      memory.maintain();
      Recall recall = memory.recall(Query.of("lamps").limit(5), REX);
      assertThat(recall.trace().stages())
          .filteredOn(stage -> stage.name().equals("semantic"))
          .singleElement()
          .satisfies(stage -> assertThat(stage.detail()).contains("other-48", "words-32"));
      assertThat(memory.health().migration())
          .contains(
              new MigrationProgress(
                  "words-32",
                  "other-48",
                  40,
                  CRATES,
                  State.PAUSED,
                  Optional.of("the new model does not answer")));
      assertThat(memory.health().spaces())
          .containsExactly(
              new SpaceHealth("words-32", 32, "cosine", CRATES, CRATES, Role.IN_USE),
              new SpaceHealth("other-48", 48, "cosine", 40, 40, Role.COMING));
      assertThat(memory.health().warnings()).anyMatch(w -> w.startsWith("40 of 120 memories"));
    }
  }

  @Test
  void whatIsRememberedMeanwhileIsFoundAtOnceAndMovedAsWell() {
    try (var memory = filled()) {
      AtomicInteger left = batchesLeft(next, 2);
      memory.vectors().migrate(next, small());
      memory.maintain();
      assertThat(memory.remember(Turn.note("a violin in the attic"), REX).embedded()).isTrue();
      assertThat(memory.recall(Query.of("attic violin"), REX).hits().getFirst().text())
          .isEqualTo("a violin in the attic");
      requireSound(memory);
      left.set(Integer.MAX_VALUE);
      memory.maintain();
      assertThat(progress(memory).state()).isEqualTo(State.DONE);
      assertThat(memory.recall(Query.of("attic violin"), REX).hits().getFirst().text())
          .isEqualTo("a violin in the attic");
      memory.remember(Turn.note("a cello beside it"), REX);
      assertThat(memory.recall(Query.of("cello"), REX).hits().getFirst().text())
          .isEqualTo("a cello beside it");
      requireSound(memory);
    }
  }

  @Test
  void whatIsForgottenOrRewordedMeanwhileStaysSo() {
    try (var memory = filled()) {
      AtomicInteger left = batchesLeft(next, 3);
      memory.vectors().migrate(next, small());
      memory.maintain();
      var hits = memory.recall(Query.of(crate(5).text()).limit(1), REX).hits();
      memory.forget(hits.getFirst().id(), REX);
      var late = memory.recall(Query.of(crate(115).text()).limit(1), REX).hits().getFirst();
      memory.update(late.id(), Turn.note("an anchor of iron"), REX);
      requireSound(memory);
      left.set(Integer.MAX_VALUE);
      memory.maintain();
      assertThat(memory.recall(Query.of(crate(5).text()), REX).hits())
          .noneMatch(hit -> hit.text().equals(crate(5).text()));
      assertThat(memory.recall(Query.of("iron anchor"), REX).hits().getFirst().text())
          .isEqualTo("an anchor of iron");
      requireSound(memory);
    }
  }

  @Test
  void factsThatGaveWayMoveAsWell() {
    try (var memory = open(options().withEmbedder(old))) {
      memory.remember(Statement.of("Ana", "lives in", "Lyon"), REX);
      memory.remember(Statement.of("Ana", "lives in", "Porto").explicit(), REX);
      memory.vectors().migrate(next);
      memory.maintain();
      assertThat(progress(memory).total()).isEqualTo(memory.health().spaces().get(1).memories());
      requireSound(memory);
    }
  }

  @Test
  void cancellingLeavesEverythingAsItWas() {
    try (var memory = filled()) {
      batchesLeft(next, 3);
      Migration migration = memory.vectors().migrate(next, small());
      memory.maintain();
      migration.cancel();
      assertThat(migration.progress().state()).isEqualTo(State.CANCELLED);
      assertThat(next.closed()).isTrue();
      requireFound(memory, CRATES);
      requireSound(memory);
      memory.maintain();
      assertThat(memory.health().spaces())
          .containsExactly(new SpaceHealth("words-32", 32, "cosine", CRATES, CRATES, Role.IN_USE));
      migration.cancel();
      memory.vectors().migrate(new WordEmbedder("third-16", 16));
      memory.maintain();
      assertThat(progress(memory).state()).isEqualTo(State.DONE);
      requireFound(memory, CRATES);
      requireSound(memory);
    }
  }

  @Test
  void aModelThatAnswersNonsenseStandsStillAndTheOldOneAnswers() {
    try (var memory = filled()) {
      next.distort(answer -> answer.stream().map(text -> new float[][] {new float[47]}).toList());
      Migration migration = memory.vectors().migrate(next, small());
      memory.maintain();
      assertThat(migration.progress().state()).isEqualTo(State.FAILED);
      assertThat(migration.await(Duration.ofDays(1)).reason()).isPresent();
      requireFound(memory, CRATES);
      assertThat(memory.recall(Query.of("tea"), REX).trace().degradations()).isEmpty();
      requireSound(memory);
      memory.vectors().migrate(new WordEmbedder("other-48", 48), small());
      assertThat(next.closed()).isTrue();
      memory.maintain();
      assertThat(migration.progress().state()).isEqualTo(State.DONE);
      requireFound(memory, CRATES);
      requireSound(memory);
    }
  }

  @Test
  void oneOfTheModelsBeingAwayCostsNothingThatTheOtherKnows() {
    try (var memory = filled()) {
      batchesLeft(next, 5);
      memory.vectors().migrate(next, small());
      memory.maintain();
      next.down(true);
      requireFound(memory, CRATES);
      next.down(false);
      old.down(true);
      Recall recall = memory.recall(Query.of(crate(7).text()), REX);
      assertThat(recall.trace().degradations()).contains(Degradation.EMBEDDER_UNAVAILABLE);
      assertThat(recall.hits().getFirst().text()).isEqualTo(crate(7).text());
    }
  }

  @Test
  void onlyOneMigrationAtATimeAndOnlyToAnotherModel() {
    try (var memory = filled()) {
      batchesLeft(next, 1);
      memory.vectors().migrate(next, small());
      var third = new WordEmbedder("third-16", 16);
      failing(ErrorCode.MIGRATION_UNDER_WAY, () -> memory.vectors().migrate(third));
      assertThat(third.closed()).isTrue();
      memory.vectors().migration().orElseThrow().cancel();
      failing(ErrorCode.MODEL_CHANGED, () -> memory.vectors().migrate(WordEmbedder.usual()));
      failing(
          ErrorCode.DIMENSION_MISMATCH,
          () -> memory.vectors().migrate(new WordEmbedder("other-48", 47)));
      requireFound(memory, CRATES);
      requireSound(memory);
    }
  }

  @Test
  void openedAgainWithBothModelsItGoesOnWhereItWas() {
    try (var memory = filled()) {
      batchesLeft(next, 3);
      memory.vectors().migrate(next, small());
      memory.maintain();
    }
    var again = new WordEmbedder("other-48", 48);
    batchesLeft(again, 0);
    try (var memory =
        open(options().withEmbedder(again).withFormerEmbedder(WordEmbedder.usual()))) {
      assertThat(progress(memory).done()).isEqualTo(60);
      requireFound(memory, CRATES);
      requireSound(memory);
      again.distort(answer -> answer);
      memory.maintain();
      assertThat(progress(memory).state()).isEqualTo(State.DONE);
      assertThat(again.batches().stream().mapToInt(i -> i).filter(i -> i > 1).sum())
          .isEqualTo(CRATES - 60);
      requireFound(memory, CRATES);
      requireSound(memory);
    }
    var former = WordEmbedder.usual();
    try (var memory =
        open(options().withEmbedder(new WordEmbedder("other-48", 48)).withFormerEmbedder(former))) {
      assertThat(former.closed()).isTrue();
      assertThat(memory.vectors().migration()).isEmpty();
      requireFound(memory, CRATES);
    }
  }

  @Test
  void openedAgainWithTheNewModelAloneTheRestAnswersByWordsAndIsFilledIn() {
    try (var memory = filled()) {
      batchesLeft(next, 3);
      memory.vectors().migrate(next, small());
      memory.maintain();
    }
    try (var memory = open(options().withEmbedder(new WordEmbedder("other-48", 48)))) {
      assertThat(memory.stats(REX).pending()).isEqualTo(60);
      assertThat(memory.recall(Query.of("tea"), REX).trace().degradations())
          .contains(Degradation.EMBEDDINGS_PENDING);
      assertThat(progress(memory).done()).isEqualTo(60);
      failing(ErrorCode.MODEL_CHANGED, () -> memory.vectors().migration().orElseThrow().cancel());
      requireSound(memory);
      memory.maintain();
      assertThat(progress(memory).state()).isEqualTo(State.DONE);
      requireFound(memory, CRATES);
      requireSound(memory);
    }
  }

  @Test
  void openedAgainWithTheOldModelItWaitsUntilItIsBegunAgain() {
    try (var memory = filled()) {
      batchesLeft(next, 3);
      memory.vectors().migrate(next, small());
      memory.maintain();
    }
    try (var memory = open(options().withEmbedder(WordEmbedder.usual()))) {
      assertThat(progress(memory).state()).isEqualTo(State.PAUSED);
      assertThat(progress(memory).done()).isEqualTo(60);
      memory.maintain();
      requireFound(memory, CRATES);
      requireSound(memory);
      var again = new WordEmbedder("other-48", 48);
      memory.vectors().migrate(again, small());
      requireFound(memory, CRATES);
      memory.maintain();
      assertThat(progress(memory).state()).isEqualTo(State.DONE);
      assertThat(memory.vectors().snapshots()).hasSize(1);
      requireFound(memory, CRATES);
      requireSound(memory);
    }
  }

  @Test
  void openingWithTheFormerModelBeginsAMigration() {
    filled().close();
    try (var memory = open(options().withEmbedder(next).withFormerEmbedder(old))) {
      assertThat(progress(memory).state()).isEqualTo(State.RUNNING);
      requireFound(memory, CRATES);
      memory.maintain();
      assertThat(progress(memory).state()).isEqualTo(State.DONE);
      requireFound(memory, CRATES);
    }
  }

  @Test
  void aConversationGoesOnAcrossTheChangeOfModel() {
    try (var memory = filled();
        var talk = memory.conversation(REX)) {
      talk.heard("let us talk about crate 7");
      batchesLeft(next, 3);
      memory.vectors().migrate(next, small());
      memory.maintain();
      talk.heard("and about tea");
      assertThat(talk.recall(Query.of(crate(10).text()).limit(5)).hits()).hasSize(5);
      next.distort(answer -> answer);
      memory.maintain();
      assertThat(talk.recall(Query.of(crate(10).text()).limit(5)).hits()).hasSize(5);
      talk.heard("what else is there");
      assertThat(talk.recall(Query.of(crate(10).text()).limit(5)).hits().getFirst().text())
          .isEqualTo(crate(10).text());
    }
  }

  @Test
  void whoeverAsksWhileItGoesOnAndEndsIsAnsweredInFull() throws Exception {
    try (var memory = filled();
        var askers = Executors.newFixedThreadPool(2)) {
      var over = new AtomicBoolean();
      var asking = new ArrayList<Future<Integer>>();
      for (int asker = 0; asker < 2; asker++) {
        int first = asker;
        asking.add(
            askers.submit(() -> {
              int asked = 0;
              for (int i = first; !over.get() || asked < 20; i = (i + 7) % CRATES) {
                Recall recall = memory.recall(Query.of(crate(i).text()).limit(10), REX);
                assertThat(recall.hits()).hasSize(10);
                String wanted = crate(i).text();
                assertThat(recall.hits()).anyMatch(hit -> hit.text().equals(wanted));
                assertThat(recall.trace().degradations()).isSubsetOf(Degradation.INDEX_REBUILDING);
                asked++;
              }
              return asked;
            }));
      }
      for (int round = 0; round < 4; round++) {
        memory.vectors().migrate(new WordEmbedder("model-" + round, 20 + 4 * round), small());
        memory.maintain();
        assertThat(progress(memory).state()).isEqualTo(State.DONE);
        memory.remember(Turn.note("round " + round), REX);
      }
      over.set(true);
      for (Future<Integer> asker : asking) {
        assertThat(asker.get()).isPositive();
      }
      requireSound(memory);
    }
  }
}
