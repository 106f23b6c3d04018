package dev.engram;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.MigrationOptions;
import dev.engram.config.RecallOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.health.Diagnosis;
import dev.engram.health.MigrationProgress.State;
import dev.engram.health.SpaceHealth;
import dev.engram.health.SpaceHealth.Role;
import dev.engram.health.VectorSnapshot;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Vectors can be kept as they are, and put back, without touching a word. */
class VectorSnapshotTest {
  private static final Principal REX = Principal.agent("rex");
  private static final int CRATES = 40;

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();

  private static WordEmbedder words() {
    return WordEmbedder.usual();
  }

  private static WordEmbedder other() {
    return new WordEmbedder("other-48", 48);
  }

  private MemoryGraph open(WordEmbedder embedder) {
    return MemoryGraph.open(
        folder.resolve("rex.engram"),
        TestKeys.right(),
        EngramOptions.defaults()
            .withClock(clock)
            .withCapture(CaptureOptions.defaults().off())
            .withRecall(RecallOptions.defaults().withWeights(0, 1))
            .withEmbedder(embedder)
            .withoutBackground());
  }

  private MemoryGraph filled() {
    var memory = open(words());
    memory.remember(IntStream.range(0, CRATES).mapToObj(VectorSnapshotTest::crate).toList(), REX);
    return memory;
  }

  private static Turn crate(int i) {
    return Turn.note("crate " + i + " of number n" + i + " is full of tea");
  }

  private static String nearest(MemoryGraph memory, String text) {
    return memory.recall(Query.of(text), REX).hits().getFirst().text();
  }

  private static void requireFound(MemoryGraph memory, int crates) {
    for (int i = 0; i < crates; i++) {
      assertThat(nearest(memory, crate(i).text())).isEqualTo(crate(i).text());
    }
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  @Test
  void aMigrationTakesOneFirstAndItBringsTheOldModelBackWithoutEmbeddingAnything() {
    try (var memory = filled()) {
      memory.vectors().migrate(other());
      memory.maintain();
      VectorSnapshot kept = memory.vectors().snapshots().getFirst();
      assertThat(kept)
          .isEqualTo(
              new VectorSnapshot(
                  1, "pre-migration-other-48", clock.instant(), "words-32", 32, "cosine", CRATES));
      assertThat(memory.health().spaces())
          .contains(new SpaceHealth("words-32", 32, "cosine", 0, CRATES, Role.RETIRED));
      memory.remember(crate(CRATES), REX);
      memory.forget(memory.recall(Query.of(crate(3).text()), REX).hits().getFirst().id(), REX);

      var back = words();
      memory.vectors().restore(kept.id(), back);
      requireMostFound(memory);
      memory.maintain();
      assertThat(memory.vectors().migration().orElseThrow().progress().state())
          .isEqualTo(State.DONE);
      assertThat(back.batches()).containsExactly(1);
      requireMostFound(memory);
      assertThat(memory.health().embedder()).contains("words-32");
      assertThat(memory.health().spaces())
          .as("the vectors of the model that was given up are gone")
          .singleElement()
          .satisfies(space -> assertThat(space.model()).isEqualTo("words-32"));
    }
  }

  private static void requireMostFound(MemoryGraph memory) {
    for (int i = 0; i <= CRATES; i++) {
      if (i == 3) {
        assertThat(nearest(memory, crate(i).text())).isNotEqualTo(crate(i).text());
      } else {
        assertThat(nearest(memory, crate(i).text())).isEqualTo(crate(i).text());
      }
    }
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  @Test
  void aSnapshotOfAnotherModelNeedsItsEmbedder() {
    try (var memory = filled()) {
      memory.vectors().migrate(other());
      memory.maintain();
      failing(ErrorCode.MODEL_CHANGED, () -> memory.vectors().restore(1));
      failing(ErrorCode.MODEL_CHANGED, () -> memory.vectors().restore(1, other()));
      failing(ErrorCode.UNKNOWN_SNAPSHOT, () -> memory.vectors().restore(7));
      failing(ErrorCode.UNKNOWN_SNAPSHOT, () -> memory.vectors().delete(7));
      requireFound(memory, CRATES);
    }
    try (var memory = open(words())) {
      assertThat(memory.stats(REX).pending()).as("its vectors were kept").isZero();
      requireFound(memory, CRATES);
    }
  }

  @Test
  void vectorsThatWereReplacedOrDroppedComeBackAndLaterOnesAreMadeAnew() {
    try (var memory = filled()) {
      VectorSnapshot before = memory.vectors().snapshot("before the flood");
      memory.remember(crate(CRATES), REX);
      VectorSnapshot after = memory.vectors().snapshot("after it");
      assertThat(after.memories()).isEqualTo(CRATES + 1);

      assertThat(memory.vectors().restore(before.id())).isZero();
      assertThat(memory.stats(REX).pending()).as("what came later has no vectors").isEqualTo(1);
      requireFound(memory, CRATES);
      assertThat(memory.vectors().restore(after.id())).as("it was kept for the later one").isOne();
      assertThat(memory.stats(REX).pending()).isZero();
      requireFound(memory, CRATES + 1);

      memory.vectors().restore(before.id());
      assertThat(memory.maintain()).isEqualTo(1);
      requireFound(memory, CRATES + 1);
    }
    try (var memory = open(words())) {
      requireFound(memory, CRATES + 1);
    }
  }

  @Test
  void theThreeNewestAreKept() {
    try (var memory = filled()) {
      for (int i = 1; i <= 5; i++) {
        memory.vectors().snapshot("number " + i);
      }
      assertThat(memory.vectors().snapshots())
          .extracting(VectorSnapshot::label)
          .containsExactly("number 5", "number 4", "number 3");
      memory.vectors().delete(4);
      assertThat(memory.vectors().snapshots())
          .extracting(VectorSnapshot::id)
          .containsExactly(5L, 3L);
      failing(ErrorCode.INVALID_INPUT, () -> memory.vectors().snapshot(" "));
      requireFound(memory, CRATES);
    }
  }

  @Test
  void theVectorsOfARetiredModelGoWithTheLastSnapshotThatKeepsThem() {
    try (var memory = filled()) {
      memory.vectors().migrate(other());
      memory.maintain();
      assertThat(memory.health().spaces()).hasSize(2);
      memory.vectors().delete(1);
      memory.maintain();
      assertThat(memory.health().spaces()).hasSize(1);
      requireFound(memory, CRATES);
    }
  }

  @Test
  void withoutASnapshotTheOldVectorsGoWithTheMigration() {
    try (var memory = filled()) {
      memory.vectors().migrate(other(), MigrationOptions.defaults().withoutSnapshot());
      memory.maintain();
      assertThat(memory.vectors().snapshots()).isEmpty();
      assertThat(memory.health().spaces()).hasSize(1);
      requireFound(memory, CRATES);
    }
  }

  @Test
  void anImportTakesOneFirstAndOneAnHour() {
    List<Turn> many = IntStream.range(0, 1_000).mapToObj(i -> Turn.note("parcel " + i)).toList();
    try (var memory = filled()) {
      memory.remember(many, REX);
      clock.move(Duration.ofMinutes(59));
      memory.remember(many, REX);
      assertThat(memory.vectors().snapshots())
          .singleElement()
          .satisfies(one -> {
            assertThat(one.label()).isEqualTo("pre-import-2026-03-01T12:00:00Z");
            assertThat(one.memories()).isEqualTo(CRATES);
          });
      memory.vectors().restore(1);
      assertThat(memory.stats(REX).pending()).isEqualTo(1_000);
      memory.maintain();
      requireFound(memory, CRATES);
    }
  }

  @Test
  void nothingIsRestoredWhileMemoriesMove() {
    try (var memory = filled()) {
      var next = other();
      next.down(true);
      memory.vectors().migrate(next);
      failing(ErrorCode.MIGRATION_UNDER_WAY, () -> memory.vectors().restore(1));
      failing(ErrorCode.MIGRATION_UNDER_WAY, () -> memory.vectors().restore(1, words()));
      requireFound(memory, CRATES);
    }
  }
}
