package dev.engram.security;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import dev.engram.MemoryGraph;
import dev.engram.Seed;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.archive.ExportRequest;
import dev.engram.audit.AuditEvent;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.VectorOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.health.Diagnosis;
import dev.engram.internal.vault.RawPages;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Erased;
import dev.engram.memory.ErasureReport;
import dev.engram.memory.KnownCopy;
import dev.engram.memory.Memory;
import dev.engram.memory.MemoryId;
import dev.engram.memory.MemoryState;
import dev.engram.memory.Turn;
import dev.engram.query.FactQuery;
import dev.engram.query.Feedback;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErasureTest {
  private static final Principal REX = Principal.agent("rex");
  private static final String SECRET =
      "Zenobia Quillfeather moved from Trondheimsfjord to Ouagadougou for the Xylographers.";
  private static final List<String> WORDS =
      List.of("Zenobia", "Quillfeather", "Trondheimsfjord", "Ouagadougou", "Xylographers");

  @TempDir private Path folder;
  private final HandClock clock = new HandClock();
  private final WordEmbedder embedder = WordEmbedder.usual();
  private Path vault;
  private Traces traces;

  private MemoryGraph open() {
    return open(VectorOptions.defaults());
  }

  private MemoryGraph open(VectorOptions vectors) {
    return open(vectors, CaptureOptions.defaults().leavingClear("residence"));
  }

  private MemoryGraph open(VectorOptions vectors, CaptureOptions capture) {
    return MemoryGraph.open(
        vault,
        TestKeys.right(),
        EngramOptions.defaults()
            .withVectors(vectors)
            .withCapture(capture)
            .withEmbedder(WordEmbedder.usual())
            .withClock(clock)
            .withRandom(new Random(5))
            .withoutBackground());
  }

  @BeforeEach
  void begin() {
    vault = folder.resolve("rex.engram");
    open().close();
    traces = new Traces(vault, RawPages.pageKey(vault, TestKeys.right()));
  }

  private static List<String> needles() {
    var needles = new ArrayList<>(WORDS);
    needles.add(SECRET);
    return needles;
  }

  /** Its own vector, and that of the turn after it, in which it has a part. */
  private List<float[]> vectors() {
    return List.of(embedder.embedDocuments(List.of("Ana: " + SECRET)).getFirst()[0]);
  }

  private MemoryId fill(MemoryGraph memory, int others) {
    Random random = Seed.random("ErasureTest");
    var id = new MemoryId[1];
    for (int i = 0; i < others; i++) {
      if (i == others / 2) {
        id[0] = memory.remember(Turn.said("Ana", SECRET).in("aside"), REX).id();
        memory.remember(Turn.said("Ben", "She told me about it.").in("aside"), REX);
      }
      String text =
          "I bought crate n" + i + " with " + "packing ".repeat(random.nextInt(40)) + "straw.";
      memory.remember(Turn.said(i % 2 == 0 ? "Ben" : "Ana", text).in("talk"), REX);
    }
    return id[0];
  }

  private static void requireSound(MemoryGraph memory) {
    assertThat(memory.doctor().findings()).allMatch(Diagnosis.Finding::sound);
  }

  private void requireGone(MemoryGraph memory, MemoryId id) {
    failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.get(id, REX));
    failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.history(id, REX));
    assertThat(memory.recall(Query.of(SECRET).limit(50), REX).hits())
        .noneMatch(hit -> hit.text().contains("Zenobia"));
    assertThat(memory.facts(FactQuery.about("Zenobia Quillfeather"), REX)).isEmpty();
    assertThat(memory.entities(1000, REX))
        .noneMatch(entity -> entity.name().contains("Zenobia") || entity.name().contains("Ouaga"));
  }

  @Test
  @DisplayName("§10.6 of an erased memory nothing is in any page, index, log or file, open or shut")
  void nothingIsLeft() {
    MemoryId id;
    try (var memory = open()) {
      id = fill(memory, 60);
      memory.feedback(id, Feedback.helpful().asked(SECRET), REX);
      memory.maintain();
      assertThat(traces.ofTexts(needles())).as("the proof can fail").hasSizeGreaterThan(6);
      assertThat(traces.ofVectors(vectors())).as("floats, before").hasSizeGreaterThan(4);

      ErasureReport report = memory.erasure().erase(id, REX);

      assertThat(report.complete()).isTrue();
      assertThat(report.count(Erased.MEMORIES)).isGreaterThan(1);
      assertThat(report.count(Erased.FACTS)).isPositive();
      assertThat(report.count(Erased.ENTITIES)).isPositive();
      assertThat(report.count(Erased.VECTORS)).isPositive();
      assertThat(report.count(Erased.JUDGEMENTS)).isOne();
      assertThat(report.count(Erased.MADE_ANEW)).isOne();
      assertThat(traces.ofTexts(needles())).as("while open").isEmpty();
      assertThat(traces.ofVectors(vectors())).isEmpty();
      requireGone(memory, id);
      requireSound(memory);
      assertThat(memory.audit().entries(3)).anyMatch(one -> one.event() == AuditEvent.ERASED);
    }
    assertThat(traces.ofTexts(needles())).as("when closed").isEmpty();
    assertThat(traces.ofVectors(vectors())).isEmpty();
    try (var memory = open()) {
      memory.maintain();
      requireGone(memory, id);
      requireSound(memory);
      assertThat(memory.stats(REX).pending()).isZero();
    }
    assertThat(traces.ofTexts(needles())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("§10.6 no form of a vector index keeps floats or codes of what was erased")
  void everyVectorIndex(VectorOptions.Form form) {
    try (var memory = open(VectorOptions.defaults().withForm(form))) {
      MemoryId id = fill(memory, 40);
      memory.maintain();
      List<String> before = traces.ofVectors(vectors());
      assertThat(before).anyMatch(found -> found.contains("floats"));
      if (form == VectorOptions.Form.HNSW) {
        assertThat(before).anyMatch(found -> found.contains("codes"));
      }
      memory.erasure().erase(id, REX);
      assertThat(traces.ofVectors(vectors())).isEmpty();
      requireSound(memory);
    }
    assertThat(traces.ofVectors(vectors())).isEmpty();
  }

  @Test
  @DisplayName("§10.6 a rehearsal tells what an erasure takes, and takes nothing")
  void rehearsal() {
    try (var memory = open()) {
      MemoryId id = fill(memory, 10);
      ErasureReport told = memory.erasure().rehearse(List.of(id), REX);
      assertThat(told.rehearsed()).isTrue();
      assertThat(memory.get(id, REX).text()).isEqualTo(SECRET);
      requireSound(memory);
      ErasureReport done = memory.erasure().erase(id, REX);
      assertThat(done.counts()).isEqualTo(told.counts());
    }
  }

  @Test
  @DisplayName("§10.6 what another memory says as well stays; forgotten memories can be erased")
  void sharedFactsStay() {
    try (var memory = open()) {
      MemoryId one = memory.remember(Turn.said("Ana", "I live in Porto."), REX).id();
      clock.move(Duration.ofDays(2));
      MemoryId two =
          memory.remember(Turn.said("Ana", "As I said, I live in Porto, up the hill."), REX).id();
      memory.forget(two, REX);
      memory.erasure().erase(two, REX);
      failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.history(two, REX));
      assertThat(memory.facts(FactQuery.about("Ana"), REX))
          .extracting(Memory.Fact::object)
          .anyMatch(object -> object.contains("Porto"));
      assertThat(memory.get(one, REX).text()).contains("Porto");
      requireSound(memory);
    }
  }

  @Test
  @DisplayName("§10.20 a report names the copies that may hold what went, until they are discarded")
  void copiesThatMayHoldIt() {
    try (var memory = open()) {
      memory.archives().backup(folder.resolve("before.copy"));
      clock.move(Duration.ofMinutes(1));
      MemoryId one = memory.remember(Turn.note("tea at four"), REX).id();
      MemoryId two = memory.remember(Turn.note("cake at five"), REX).id();
      clock.move(Duration.ofMinutes(1));
      Path archive = folder.resolve("out.archive");
      char[] words = "a passphrase".toCharArray();
      memory.archives().export(archive, words, ExportRequest.everything(), REX);
      memory.archives().backup(folder.resolve("after.copy"));

      assertThat(memory.erasure().rehearse(List.of(one), REX).known()).hasSize(2);
      List<KnownCopy> known = memory.erasure().erase(one, REX).known();
      assertThat(known)
          .extracting(KnownCopy::kind)
          .containsExactly(KnownCopy.Kind.BACKUP, KnownCopy.Kind.ARCHIVE);
      assertThat(known.getLast().file()).hasValue(archive.toAbsolutePath());

      memory.archives().discard(known.getFirst().id());
      assertThat(memory.erasure().erase(two, REX).known()).containsExactly(known.getLast());
    }
  }

  @Test
  @DisplayName("§10.6 only who may change a memory erases it, and an id of others is unknown")
  void access() {
    try (var memory = open()) {
      MemoryId id = memory.remember(Turn.note("tea at four"), REX).id();
      Principal eve = Principal.agent("eve");
      failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.erasure().erase(id, eve));
      failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.erasure().restore(id, eve));
      failing(ErrorCode.INVALID_INPUT, () -> memory.erasure().erase(List.of(), REX));
      failing(ErrorCode.INVALID_INPUT, () -> memory.erasure().restore(id, REX));
      assertThat(memory.get(id, REX).text()).isEqualTo("tea at four");
    }
  }

  @Test
  @DisplayName("§10.6 forgetting is taken back whole, with the facts that went along")
  void restored() {
    try (var memory = open()) {
      MemoryId id = memory.remember(Turn.said("Ana", SECRET), REX).id();
      List<Memory.Fact> facts = memory.facts(FactQuery.about("Zenobia Quillfeather"), REX);
      assertThat(facts).isNotEmpty();
      memory.forget(id, REX);
      assertThat(memory.facts(FactQuery.about("Zenobia Quillfeather"), REX)).isEmpty();
      memory.erasure().restore(id, REX);
      assertThat(memory.get(id, REX).traits().state()).isEqualTo(MemoryState.ACTIVE);
      assertThat(memory.facts(FactQuery.about("Zenobia Quillfeather"), REX)).isEqualTo(facts);
      assertThat(memory.recall(Query.of(SECRET).limit(3), REX).hits())
          .anyMatch(hit -> hit.id().equals(id));
      requireSound(memory);
    }
  }

  @Test
  @DisplayName("§10.6 sealed bytes go as well")
  void sealedBytes() {
    MemoryId id;
    try (var memory = open()) {
      id = fill(memory, 10);
    }
    var settings = new Vault.Settings(false, 1, 10);
    try (var raw = Vault.open(vault, TestKeys.right(), settings, clock, new Random(1))) {
      int sealed =
          raw.writer()
              .write(tx ->
                  tx.prepare(
                          "INSERT INTO sealed SELECT ordinal, CAST('SEALEDBYTESOFIT' AS BLOB) FROM"
                              + " memory WHERE text LIKE 'Zenobia%from%'")
                      .executeUpdate());
      assertThat(sealed).isPositive();
    }
    assertThat(traces.ofTexts(List.of("SEALEDBYTESOFIT"))).isNotEmpty();
    try (var memory = open()) {
      assertThat(memory.erasure().erase(id, REX).count(Erased.SEALED)).isPositive();
    }
    assertThat(traces.ofTexts(List.of("SEALEDBYTESOFIT"))).isEmpty();
  }

  @Test
  @DisplayName("§10.6 a memory that is sealed goes with its seal")
  void aSealedMemory() {
    try (var memory = open(VectorOptions.defaults(), CaptureOptions.defaults())) {
      MemoryId id = fill(memory, 10);
      assertThat(memory.get(id, REX).traits().tier().isSealed()).isTrue();
      ErasureReport report = memory.erasure().erase(id, REX);
      assertThat(report.count(Erased.SEALED)).isPositive();
      requireGone(memory, id);
      requireSound(memory);
    }
    assertThat(traces.ofTexts(needles())).isEmpty();
  }
}
