package dev.engram;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.archive.KnownImport;
import dev.engram.audit.AuditHead;
import dev.engram.audit.AuditVerdict;
import dev.engram.health.Diagnosis;
import dev.engram.health.MigrationProgress;
import dev.engram.health.VectorSnapshot;
import dev.engram.memory.EdgeType;
import dev.engram.memory.Entity;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryKind;
import dev.engram.memory.Remembered.Outcome;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Source;
import dev.engram.memory.Turn;
import dev.engram.query.FactQuery;
import dev.engram.query.History;
import dev.engram.query.Hit;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Vaults of every schema version there ever was still open, answer and are sound. */
@DisplayName("§34.5 Vaults of every schema there was still open, answer and are sound")
class GoldenVaultTest {
  private static final Turn MAIL =
      Turn.said("Ana", "Write to ana@zanzibarium.example about the boat.").in("second talk");

  @TempDir private Path folder;

  private MemoryGraph open(String golden) throws IOException {
    return open(golden, new HandClock());
  }

  private MemoryGraph open(String golden, HandClock clock) throws IOException {
    Path copy = folder.resolve(golden);
    try (InputStream in =
        Objects.requireNonNull(GoldenVaultTest.class.getResourceAsStream("/golden/" + golden))) {
      Files.copy(in, copy);
    }
    return MemoryGraph.open(copy, TestKeys.right(), GoldenVault.options(clock));
  }

  @ParameterizedTest
  @ValueSource(strings = "schema-1.engram")
  void anOldVaultOpensAnswersAndIsSound(String golden) throws IOException {
    try (var memory = open(golden)) {
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
      assertThat(memory.health().recovered()).isFalse();
      assertThat(memory.stats(GoldenVault.REX).memories())
          .containsEntry(MemoryKind.EPISODE, 3)
          .containsEntry(MemoryKind.FACT, 2)
          .containsEntry(MemoryKind.PROCEDURE, 1);
      List<Memory> all = memory.list(Listing.newest(10), GoldenVault.REX);
      assertThat(all.stream().map(Memory::text))
          .containsExactly(
              "I moved from Lyon to Porto.",
              "brew tea: 1. boil water 2. wait 3 minutes",
              "Ben plays the violin",
              "Ana prefers window seats",
              "Lunch at the harbour",
              "For ten years, near the old market.");
      assertThat(all).allMatch(one -> one.traits().embedded());
      assertThat(all.get(3).traits().strength()).isEqualTo(2);
      assertThat(first(memory, "who plays the violin?")).isEqualTo("Ben plays the violin");
      assertThat(first(memory, "Porto")).isEqualTo("I moved from Lyon to Porto.");
      assertThat(first(memory, "lunch on 7 June 2025")).isEqualTo("Lunch at the harbour");

      History moved = memory.history(all.getFirst().id(), GoldenVault.REX);
      assertThat(moved.versions().stream().map(Memory::text))
          .containsExactly("I live in Lyon.", "I moved from Lyon to Porto.");
      assertThat(moved.edges())
          .singleElement()
          .satisfies(edge -> assertThat(edge.type()).isEqualTo(EdgeType.RELATED_TO));
      assertThat(memory.maintain()).isZero();
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "schema-2.engram")
  void aVaultWithCapturedFactsOpensAnswersAndIsSound(String golden) throws IOException {
    try (var memory = open(golden)) {
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
      assertThat(memory.health().recovered()).isFalse();
      List<Memory.Fact> facts = memory.facts(FactQuery.about("Cleo"), GoldenVault.REX);
      assertThat(facts).extracting(Memory.Fact::object).contains("Porto").doesNotContain("Lyon");
      assertThat(memory.facts(FactQuery.about("Cleo").withHistory(), GoldenVault.REX))
          .anyMatch(fact -> fact.object().equals("Lyon"));
      Entity cleo = memory.entitiesNamed("cleo", GoldenVault.REX).getFirst();
      assertThat(memory.timeline(cleo.id(), GoldenVault.REX)).hasSizeGreaterThanOrEqualTo(3);
      Memory moved = memory.get(facts.getFirst().origin().orElseThrow(), GoldenVault.REX);
      assertThat(memory.details(moved.id(), GoldenVault.REX).annotations().times()).hasSize(1);
      assertThat(memory.maintain()).isZero();
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "schema-3.engram")
  void aVaultWithJudgementsOpensAnswersAndIsSound(String golden) throws IOException {
    try (var memory = open(golden)) {
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
      assertThat(memory.health().recovered()).isFalse();
      assertThat(memory.quality().recalls()).isOne();
      assertThat(memory.quality().ndcg()).hasValue(1);
      Query market = Query.of("where is the old market");
      List<Hit> answer = memory.recall(market, GoldenVault.REX).hits();
      List<Hit> all = memory.recall(market.includingSuppressed(), GoldenVault.REX).hits();
      assertThat(all).extracting(Hit::text).contains("Lunch at the harbour");
      assertThat(answer).extracting(Hit::text).doesNotContain("Lunch at the harbour");
      assertThat(memory.maintain()).isZero();
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "schema-4.engram")
  void aVaultInTheMiddleOfAMigrationOpensAnswersAndIsSound(String golden) throws IOException {
    try (var memory = open(golden)) {
      assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
      assertThat(memory.vectors().snapshots())
          .extracting(VectorSnapshot::label)
          .containsExactly("pre-migration-golden-12", "as it was");
      Migration paused = memory.vectors().migration().orElseThrow();
      assertThat(paused.progress().state()).isEqualTo(MigrationProgress.State.PAUSED);
      assertThat(paused.progress().done()).isEqualTo(4);
      assertThat(first(memory, "who plays the violin?")).isEqualTo("Ben plays the violin");
      memory.vectors().migrate(new WordEmbedder("golden-12", 12));
      memory.maintain();
      assertThat(paused.progress().state()).isEqualTo(MigrationProgress.State.DONE);
      assertThat(first(memory, "who plays the violin?")).isEqualTo("Ben plays the violin");
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "schema-5.engram")
  void aVaultFromBeforeTheAuditOpensAnswersAndSealsFromNowOn(String golden) throws IOException {
    try (var memory = open(golden)) {
      requireUsual(memory);
      assertThat(memory.audit().verify().broken()).isEmpty();
      assertThat(memory.audit().entries(1)).isNotEmpty();
      Memory sealed = memory.get(memory.remember(MAIL, GoldenVault.REX).id(), GoldenVault.REX);
      assertThat(sealed.traits().tier()).isEqualTo(SecurityTier.SENSITIVE);
      assertThat(memory.audit().verify().broken()).isEmpty();
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("kept")
  void aVaultWithSealsAndAnAuditOpensAndItsAuditGoesOnFromTheHeadThatWasKept(
      String golden, String head) throws IOException {
    var clock = new HandClock();
    clock.move(Duration.ofDays(60).plusMinutes(5));
    try (var memory = open(golden, clock)) {
      requireUsual(memory);
      AuditVerdict verdict = memory.audit().verify(Optional.of(AuditHead.parse(head)));
      assertThat(verdict.broken()).isEmpty();
      assertThat(verdict.keyed()).isTrue();
      List<Memory> all = memory.list(Listing.newest(100), GoldenVault.REX);
      assertThat(all)
          .anySatisfy(one -> {
            assertThat(one.text()).isEqualTo(MAIL.text());
            assertThat(one.traits().tier()).isEqualTo(SecurityTier.SENSITIVE);
          })
          .anySatisfy(one -> {
            assertThat(one.text()).isEqualTo("The quokkaherd sleeps behind the blue door.");
            assertThat(one.traits().tier()).isEqualTo(SecurityTier.CONFIDENTIAL);
          });
      Query asleep = Query.of("The quokkaherd sleeps behind the blue door.").limit(50);
      assertThat(memory.recall(asleep, GoldenVault.REX).hits())
          .extracting(Hit::text)
          .contains("The quokkaherd sleeps behind the blue door.");
      assertThat(memory.remember(MAIL, GoldenVault.REX).outcome())
          .as("said again")
          .isEqualTo(Outcome.STRENGTHENED);
      assertThat(memory.maintain()).isZero();
      assertThat(memory.doctor().sound()).isTrue();
    }
    for (String word : List.of("ana@zanzibarium", "quokkaherd")) {
      assertThat(VaultContents.of(folder.resolve(golden), TestKeys.right()).tablesWith(word))
          .as(word)
          .isEmpty();
    }
  }

  static Stream<Arguments> kept() {
    return Stream.of(
        Arguments.of(
            "schema-6.engram",
            "engram-audit-1 22 22 0c1a22d8a164322e13fc667e7ae10aa2676b8401b397d5abfa55acfa81fbd6b3"
                + " 17 a8799f57f048ef1a0dbea475783be1dbaf219f88d254556f565973d9f63d1741"),
        Arguments.of(
            "schema-7.engram",
            "engram-audit-1 26 26 4d30118cb0692ea6fa30f3b31df5c4334ed1c49b45e08278043cc2ad405e8fd4"
                + " 17 5a460b8ce541eaf08821e54433314d6d4a1d0dcfe14049a05f2d0ffcffcf8e3d"),
        Arguments.of(
            "schema-8.engram",
            "engram-audit-1 29 29 c4546a79dce2c8aee1d6168524a16c8b6d9996e7bc408f7074053954950e6cc3"
                + " 17 25feec3eb2991f0930a041b78c3fb3e074db529c269c5517e220549da3b0350e"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "schema-7.engram,019dde42-9a00-7489-8c54-7aa06bc4cd5d",
    "schema-8.engram,019dde42-9a00-7489-8c54-7aa06bc4cd5d"
  })
  void whatWasErasedIsGoneAndWhatWasForgottenComesBack(String golden, String forgotten)
      throws IOException {
    try (var memory = open(golden)) {
      requireUsual(memory);
      assertThat(memory.recall(Query.of("the xylographers in Ouagadougou"), GoldenVault.REX).hits())
          .extracting(Hit::text)
          .noneMatch(text -> text.contains("xylographers"));
      MemoryId ferry = MemoryId.parse(forgotten);
      memory.erasure().restore(ferry, GoldenVault.REX);
      assertThat(first(memory, "was the ferry late?")).isEqualTo("The ferry was late by an hour.");
      memory.erasure().erase(ferry, GoldenVault.REX);
      assertThat(memory.doctor().sound()).isTrue();
    }
    for (String word : List.of("xylographers", "Ouagadougou", "ferry")) {
      assertThat(VaultContents.of(folder.resolve(golden), TestKeys.right()).tablesWith(word))
          .as(word)
          .isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "schema-8.engram")
  void whatCameByAnArchiveIsKnownAndCanBeUndone(String golden) throws IOException {
    try (var memory = open(golden)) {
      assertThat(memory.archives().copies()).hasSize(1);
      KnownImport known = memory.archives().imports().getFirst();
      assertThat(known.memories()).isOne();
      assertThat(memory.list(Listing.newest(100), GoldenVault.REX))
          .anySatisfy(one -> {
            assertThat(one.text()).isEqualTo("A secret of another agent");
            assertThat(one.traits().source()).isEqualTo(Source.IMPORT);
          });
      assertThat(memory.archives().undo(known.id(), GoldenVault.REX)).isOne();
      assertThat(memory.list(Listing.newest(100), GoldenVault.REX))
          .extracting(Memory::text)
          .doesNotContain("A secret of another agent");
      assertThat(memory.doctor().sound()).isTrue();
    }
  }

  /** What every vault answers that {@link GoldenVault} made. */
  private static void requireUsual(MemoryGraph memory) {
    assertThat(memory.health().recovered()).isFalse();
    assertThat(first(memory, "who plays the violin?")).isEqualTo("Ben plays the violin");
    assertThat(first(memory, "lunch on 7 June 2025")).isEqualTo("Lunch at the harbour");
    List<Memory.Fact> facts = memory.facts(FactQuery.about("Cleo"), GoldenVault.REX);
    assertThat(facts).extracting(Memory.Fact::object).contains("Porto").doesNotContain("Lyon");
    List<Memory> all = memory.list(Listing.newest(100), GoldenVault.REX);
    Memory moved =
        all.stream()
            .filter(one -> one.text().equals("I moved from Lyon to Porto."))
            .findFirst()
            .orElseThrow();
    assertThat(memory.history(moved.id(), GoldenVault.REX).versions())
        .extracting(Memory::text)
        .containsExactly("I live in Lyon.", "I moved from Lyon to Porto.");
  }

  private static String first(MemoryGraph memory, String question) {
    return memory.recall(Query.of(question), GoldenVault.REX).hits().getFirst().text();
  }
}
