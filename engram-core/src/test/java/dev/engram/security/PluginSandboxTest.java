package dev.engram.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.FakeBackend;
import dev.engram.HandClock;
import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.audit.AuditEvent;
import dev.engram.config.CaptureOptions;
import dev.engram.config.EngramOptions;
import dev.engram.config.RecallOptions;
import dev.engram.health.BackendHealth;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Turn;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.spi.BackendHit;
import dev.engram.spi.BackendTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that somebody wrote whom nobody knows, put in by the front door. */
@DisplayName("§10.24.5 A plug-in store is told little, asked seldom, and not believed")
class PluginSandboxTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Principal EVE = Principal.agent("eve");

  @TempDir private Path folder;
  private final FakeBackend store = new FakeBackend("shelf");
  private final HandClock clock = new HandClock();
  private final WordEmbedder embedder = WordEmbedder.usual();
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    memory =
        MemoryGraph.open(
            folder.resolve("v.engram"),
            TestKeys.right(),
            EngramOptions.defaults()
                .withEmbedder(embedder)
                .withClock(clock)
                .withCapture(CaptureOptions.defaults().off())
                .withRecall(RecallOptions.defaults().withWeights(0, 1))
                .withVectorBackend(store, BackendTrust.UNTRUSTED)
                .withoutBackground());
    memory.remember(
        IntStream.range(0, 60).mapToObj(i -> Turn.note("crate " + i + " of tea")).toList(), REX);
    Turn opium = Turn.note("crate 99 of opium");
    memory.remember(opium, EVE);
    Turn sealed = Turn.note("crate 7 of gold");
    memory.remember(sealed.with(sealed.placement().atLeast(SecurityTier.CONFIDENTIAL)), REX);
    while (health().phase() != BackendHealth.Phase.ACTIVE || health().waiting() > 0) {
      Thread.onSpinWait();
    }
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private BackendHealth health() {
    return memory.vectorBackends().orElseThrow().health().getFirst();
  }

  private static void requireEightBits(float[] vector) {
    float largest = 0;
    for (float component : vector) {
      largest = Math.max(largest, Math.abs(component));
    }
    for (float component : vector) {
      float steps = component / (largest / 127);
      assertThat(steps).isCloseTo(Math.round(steps), within(1e-3f));
    }
  }

  @Test
  @DisplayName("§10.24.5 it gets 8 bits a component, of vectors and questions, none confidential")
  void eightBits() {
    memory.recall(Query.of("crate 7 of tea"), REX);
    assertThat(store.held()).as("all but the confidential one").hasSize(61);
    store.held().values().forEach(parts -> requireEightBits(parts[0]));
    assertThat(store.questions()).isNotEmpty();
    store.questions().forEach(question -> requireEightBits(question.vector()));
    float[] plain = embedder.embedDocuments(List.of("crate 7 of tea")).getFirst()[0];
    assertThat(store.held().values()).noneMatch(parts -> java.util.Arrays.equals(parts[0], plain));
  }

  @Test
  @DisplayName("§10.24.5 in any minute it is asked a hundred times, and answers do not suffer")
  void aHundredAMinute() {
    for (int i = 0; i < 130; i++) {
      String text = "crate " + i % 60 + " of tea";
      assertThat(memory.recall(Query.of(text).limit(1), REX).hits().getFirst().text())
          .isEqualTo(text);
    }
    assertThat(store.questions()).hasSize(100);
    assertThat(health().refused()).isEqualTo(30);
    clock.move(Duration.ofMinutes(1));
    memory.recall(Query.of("crate 7 of tea"), REX);
    assertThat(store.questions()).hasSize(101);
  }

  @Test
  @DisplayName("§10.24.5 what it claims beyond what the asker sees is not believed, and audited")
  void liesAreNotBelieved() {
    store.bend(hits -> {
      var all = new ArrayList<BackendHit>();
      store.held().keySet().forEach(id -> all.add(new BackendHit(id, 1)));
      return all;
    });
    assertThat(memory.recall(Query.of("crate 99 of opium").limit(50), REX).hits())
        .noneMatch(hit -> hit.text().contains("opium"));
    assertThat(health().lies()).isPositive();
    assertThat(memory.audit().recent(200))
        .anyMatch(entry -> entry.event() == AuditEvent.BACKEND_CALLED);
  }
}
