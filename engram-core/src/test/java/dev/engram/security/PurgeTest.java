package dev.engram.security;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.health.Diagnosis;
import dev.engram.internal.vault.RawPages;
import dev.engram.memory.Erased;
import dev.engram.memory.ErasureReport;
import dev.engram.memory.MemoryId;
import dev.engram.memory.NewMemory;
import dev.engram.memory.PersonRef;
import dev.engram.memory.Routine;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PurgeTest {
  private static final Principal HOST = Principal.admin("host");
  private static final Scope ANYA = Scope.user("rex", "discord", "anya77");
  private static final Scope BEN = Scope.user("rex", "discord", "ben12");
  private static final Principal WITH_ANYA = Principal.agent("rex").in(ANYA);
  private static final Principal WITH_BEN = Principal.agent("rex").in(BEN);

  @TempDir private Path folder;
  private final Random random = Seed.random("PurgeTest");
  private final List<String> needles = new ArrayList<>();

  private Path vault() {
    return folder.resolve("rex.engram");
  }

  private MemoryGraph open() {
    return MemoryGraph.open(
        vault(),
        TestKeys.right(),
        EngramOptions.defaults()
            .withEmbedder(WordEmbedder.usual())
            .withRandom(new Random(5))
            .withCapture(CaptureOptions.defaults().leavingClear("residence"))
            .withoutBackground());
  }

  private String unique() {
    var word = new StringBuilder("Q");
    for (int i = 0; i < 9; i++) {
      word.append((char) ('a' + random.nextInt(26)));
    }
    needles.add(word.toString());
    return word.toString();
  }

  private NewMemory ofAnya(int i) {
    return switch (i % 5) {
      case 0 -> Statement.of("Anya", "likes", unique() + " cheese");
      case 1 -> Routine.of("brew " + unique(), "heat water", "add " + unique());
      case 2 -> Turn.note("Anya met " + unique() + " in " + unique() + ".");
      default ->
          Turn.said("Anya", "I moved to " + unique() + " with my dog " + unique() + ".")
              .in("anya " + i / 10);
    };
  }

  private static void requireSound(MemoryGraph memory) {
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  @Test
  @DisplayName(
      "§10.20 GDPR purge: 50 memories of a user leave no trace in tables, indexes, audit, pages")
  void fiftyMemoriesOfAUser() throws Exception {
    open().close();
    var traces = new Traces(vault(), RawPages.pageKey(vault(), TestKeys.right()));
    Files.writeString(folder.resolve("rex-2025.engram"), "an old backup");
    needles.add("anya77");
    try (var memory = open()) {
      var ids = new ArrayList<MemoryId>();
      for (int i = 0; i < 50; i++) {
        ids.add(memory.remember(ofAnya(i), WITH_ANYA).id());
        memory.remember(Turn.said("Ben", "crate n" + i + " came today").in("work"), WITH_BEN);
      }
      memory.forget(ids.get(3), WITH_ANYA);
      memory.update(ids.get(2), Turn.note("Anya met " + unique() + " again."), WITH_ANYA);
      memory.recall(Query.of("where does Anya live?"), WITH_ANYA);
      memory.maintain();
      long others = memory.stats(WITH_BEN).total();
      long found = needles.stream().filter(one -> !traces.ofTexts(List.of(one)).isEmpty()).count();
      assertThat(found).as("the proof can fail").isEqualTo(needles.size());

      failing(
          ErrorCode.ACCESS_DENIED, () -> memory.erasure().purge(PersonRef.scope(ANYA), WITH_BEN));
      ErasureReport told = memory.erasure().rehearse(PersonRef.scope(ANYA), HOST);
      ErasureReport report = memory.erasure().purge(PersonRef.scope(ANYA), HOST);

      assertThat(report.complete()).isTrue();
      assertThat(report.count(Erased.MEMORIES)).isGreaterThanOrEqualTo(50);
      assertThat(report.count(Erased.MEMORIES)).isEqualTo(told.count(Erased.MEMORIES));
      assertThat(report.count(Erased.PROCEDURES)).isEqualTo(10);
      assertThat(report.count(Erased.SCOPES)).isOne();
      assertThat(report.count(Erased.AUDIT_REFERENCES)).isPositive();
      assertThat(report.copies()).extracting(Path::getFileName).hasToString("[rex-2025.engram]");
      assertThat(traces.ofTexts(needles)).isEmpty();
      assertThat(memory.list(Listing.newest(100), WITH_ANYA)).isEmpty();
      assertThat(memory.stats(WITH_BEN).total()).isEqualTo(others);
      assertThat(memory.audit().verify().sound()).isTrue();
      requireSound(memory);
    }
    assertThat(traces.ofTexts(needles)).isEmpty();
    try (var memory = open()) {
      assertThat(memory.recall(Query.of("crate n7"), WITH_BEN).hits()).isNotEmpty();
      requireSound(memory);
    }
    assertThat(traces.ofTexts(needles)).isEmpty();
  }

  @Test
  @DisplayName("§10.20 a person is purged by entity and by speaker, and only what is theirs goes")
  void byEntityAndSpeaker() {
    try (var memory = open()) {
      Principal rex = Principal.agent("rex");
      Principal ada = Principal.agent("ada");
      memory.remember(Turn.said("Zora", "I keep bees in Lisbon."), rex);
      memory.remember(Turn.said("Ben", "Yesterday Zora sold honey to Mina."), rex);
      memory.remember(Turn.said("Ben", "Mina paints boats."), rex);
      memory.remember(Turn.said("Zora", "The harvest was poor."), ada);
      MemoryId mina = memory.remember(Turn.said("Mina", "Boats need paint."), rex).id();

      assertThat(memory.erasure().purge(PersonRef.speaker("ZORA"), rex).count(Erased.EPISODES))
          .isOne();
      assertThat(memory.list(Listing.newest(10), ada)).isNotEmpty();
      assertThat(memory.entitiesNamed("Zora", rex)).isNotEmpty();
      var zora = memory.entitiesNamed("Zora", rex).getFirst().id();
      assertThat(memory.erasure().purge(PersonRef.entity(zora), rex).count(Erased.EPISODES))
          .isOne();
      assertThat(memory.entitiesNamed("Zora", rex)).isEmpty();
      assertThat(memory.get(mina, rex).text()).isEqualTo("Boats need paint.");
      assertThat(memory.entitiesNamed("Mina", rex)).isNotEmpty();
      memory.erasure().purge(PersonRef.speaker("Zora"), HOST);
      assertThat(memory.list(Listing.newest(10), ada)).isEmpty();
      requireSound(memory);
    }
  }
}
