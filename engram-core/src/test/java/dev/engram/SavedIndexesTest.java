package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.config.EngramOptions;
import dev.engram.health.Diagnosis;
import dev.engram.health.IndexProgress;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Degradation;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever became of the saved indexes, the vault's rows are the truth. */
class SavedIndexesTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;
  private Path vault;

  @BeforeEach
  void nameTheVault() {
    vault = folder.resolve("rex.engram");
  }

  private MemoryGraph open() {
    return MemoryGraph.open(
        vault,
        TestKeys.right(),
        EngramOptions.defaults().withEmbedder(WordEmbedder.usual()).withoutBackground());
  }

  private static List<String> answers(MemoryGraph memory) {
    return List.of("crate 17", "tea", "harbour of crate 3").stream()
        .flatMap(question -> memory.recall(Query.of(question), REX).hits().stream())
        .map(hit -> hit.id() + hit.why())
        .toList();
  }

  private List<String> filledAndClosed(int turns) {
    try (var memory = open()) {
      memory.remember(
          IntStream.range(0, turns)
              .mapToObj(i -> Turn.said("Ana", "crate " + i + " of tea").in("talk"))
              .toList(),
          REX);
      return answers(memory);
    }
  }

  private void change(String sql) {
    var settings = new Vault.Settings(false, 1, 10);
    var clock = InstantSource.system();
    try (var opened = Vault.open(vault, TestKeys.right(), settings, clock, new Random(1))) {
      int rows = opened.writer().write(tx -> tx.prepare(sql).executeUpdate());
      assertThat(rows).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE projection_file SET bytes = x'00'",
        "UPDATE projection_file SET bytes = x''",
        "UPDATE projection_file SET bytes = substr(bytes, 1, length(bytes) / 2)",
        "UPDATE projection_file SET bytes = substr(bytes, 1, 40) || x'ff' || substr(bytes, 42)",
        "UPDATE projection_file SET name = name || '9'",
        "DELETE FROM projection_file",
        "DELETE FROM projection_file WHERE rowid % 2 = 0",
        "UPDATE projection SET format = 'older'",
        "UPDATE projection SET watermark = watermark + 1000",
        "UPDATE projection SET watermark = 0"
      })
  void indexesThatCannotBeUsedAreRebuiltToTheSameAnswers(String damage) {
    List<String> before = filledAndClosed(50);
    change(damage);
    try (var memory = open()) {
      memory.maintain();
      assertThat(answers(memory)).isEqualTo(before);
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
    try (var memory = open()) {
      assertThat(answers(memory)).isEqualTo(before);
    }
  }

  @Test
  void aVaultWhoseMemoriesAreAllForgottenOpensAgain() {
    for (int round = 0; round < 3; round++) {
      try (var memory = open()) {
        assertThat(memory.stats(REX).total()).isZero();
        MemoryId only = memory.remember(Turn.note("soon forgotten " + round), REX).id();
        memory.forget(only, REX);
        memory.maintain();
        assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
      }
    }
  }

  @Test
  void healthTellsHowFarARebuildIs() {
    filledAndClosed(3_000);
    change("UPDATE projection SET format = 'older'");
    try (var memory = open()) {
      List<IndexProgress> rebuilding = memory.health().rebuilding();
      assertThat(rebuilding)
          .allSatisfy(index -> {
            assertThat(index.total()).isGreaterThanOrEqualTo(3_000);
            assertThat(index.done()).isBetween(0, index.total());
            assertThat(index.percent()).isBetween(0, 99);
            assertThat(memory.health().warnings())
                .anyMatch(one -> one.contains("the " + index.index() + " index is being rebuilt"))
                .anyMatch(one -> one.contains(index.percent() + " % done"));
          });
      memory.maintain();
      assertThat(memory.health().rebuilding()).isEmpty();
    }
  }

  @Test
  void aLargeRebuildGoesOnBehindRecallWhichSaysSo() {
    filledAndClosed(4_000);
    change("UPDATE projection SET format = 'older'");
    try (var memory = open()) {
      var first = memory.recall(Query.of("tea"), REX);
      boolean building = first.trace().degradations().contains(Degradation.INDEX_REBUILDING);
      boolean whole = first.trace().visible() == 4_000;
      assertThat(building || whole).isTrue();
      memory.maintain();
      assertThat(memory.recall(Query.of("tea"), REX).trace().degradations()).isEmpty();
      assertThat(memory.stats(REX).total()).isEqualTo(4_000);
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
    }
  }
}
