package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.Query;
import dev.engram.query.Recall;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An index that nobody asked in a week takes no memory, and is there again when somebody asks. */
class RestingVectorsTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();

  private MemoryGraph open() {
    return MemoryGraph.open(
        folder.resolve("rex.engram"),
        TestKeys.right(),
        EngramOptions.defaults()
            .withEmbedder(WordEmbedder.usual())
            .withClock(clock)
            .withoutBackground());
  }

  private static String semantic(MemoryGraph memory) {
    return semantic(memory.recall(Query.of("what does the otter like?"), REX));
  }

  /** Each recall waits a moment for the index. */
  private static void awake(MemoryGraph memory) {
    while (memory
        .recall(Query.of("otter"), REX)
        .trace()
        .degradations()
        .contains(Degradation.INDEX_REBUILDING)) {
      Thread.onSpinWait();
    }
  }

  private static String semantic(Recall recall) {
    return recall.trace().stages().stream()
        .filter(stage -> stage.name().equals("semantic"))
        .map(stage -> stage.detail() + " " + stage.candidates())
        .findFirst()
        .orElseThrow();
  }

  private static long vectorBytes(MemoryGraph memory) {
    return memory.health().indexBytes().getOrDefault("semantic", 0L);
  }

  @Test
  void vectorsRestAfterAWeekWithoutSearchAndMissNothingThen() {
    try (var memory = open()) {
      memory.remember(Turn.said("Ana", "The otter likes mussels."), REX);
    }
    clock.move(Duration.ofDays(8));
    MemoryId later;
    try (var memory = open()) {
      assertThat(vectorBytes(memory)).isZero();
      assertThat(memory.health().warnings()).anyMatch(one -> one.contains("vectors rest"));
      later = memory.remember(Turn.said("Ana", "The otter likes crabs too."), REX).id();
      memory.maintain();
      assertThat(vectorBytes(memory)).isZero();
      assertThat(memory.doctor().sound()).isTrue();
    }
    try (var memory = open()) {
      var first = memory.recall(Query.of("otter crabs"), REX);
      assertThat(first.hits().getFirst().id())
          .as("by words, if not yet by meaning")
          .isEqualTo(later);
      boolean whole = semantic(first).equals("flat 4");
      assertThat(whole || first.trace().degradations().contains(Degradation.INDEX_REBUILDING))
          .as("what is less than whole says so")
          .isTrue();
      awake(memory);
      assertThat(semantic(memory)).as("two turns and the fact in each").isEqualTo("flat 4");
      assertThat(memory.recall(Query.of("otter crabs"), REX).hits().getFirst().id())
          .isEqualTo(later);
      assertThat(vectorBytes(memory)).isPositive();
      assertThat(memory.health().warnings()).noneMatch(one -> one.contains("vectors rest"));
      memory.maintain();
      assertThat(memory.doctor().sound()).isTrue();
    }
    try (var memory = open()) {
      assertThat(vectorBytes(memory)).isPositive();
    }
  }

  @Test
  void aSearchKeepsThemAwakeForAnotherWeek() {
    try (var memory = open()) {
      memory.remember(Turn.said("Ana", "The otter likes mussels."), REX);
      clock.move(Duration.ofDays(6));
      semantic(memory);
      memory.maintain();
    }
    clock.move(Duration.ofDays(6));
    try (var memory = open()) {
      assertThat(vectorBytes(memory)).isPositive();
    }
  }
}
