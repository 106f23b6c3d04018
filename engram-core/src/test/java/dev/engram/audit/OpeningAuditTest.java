package dev.engram.audit;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.config.AuditOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.MemoryId;
import dev.engram.memory.SecurityTier;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.Evolution;
import dev.engram.query.FactQuery;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.spi.AuditSink;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That nobody reads sealed words unheard, and what hearing costs. */
class OpeningAuditTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;

  private MemoryGraph open(AuditOptions audit) {
    return AuditWorld.open(folder.resolve("rex.engram"), audit);
  }

  private static MemoryId sealed(MemoryGraph memory) {
    Turn turn = Turn.said("Ana", "the heron landed on the pier");
    return memory
        .remember(turn.with(turn.placement().atLeast(SecurityTier.CONFIDENTIAL)), REX)
        .id();
  }

  private static List<AuditEntry> openings(Stream<AuditEntry> entries) {
    return entries.filter(entry -> entry.event() == AuditEvent.FIELD_OPENED).toList();
  }

  private static List<AuditEntry> shown(MemoryGraph memory) {
    return openings(memory.audit().recent(1_000).stream());
  }

  private static List<AuditEntry> chained(MemoryGraph memory) {
    return openings(memory.audit().entries(1_000).stream());
  }

  @Test
  @DisplayName("§10.5.5 every read that shows sealed words is told, with the memory it was")
  void everyWayToReadIsTold() {
    try (var memory = open(AuditOptions.defaults())) {
      MemoryId id = sealed(memory);
      var stated = Statement.of("Ana", "keeps", "herons");
      MemoryId fact =
          memory
              .remember(stated.with(stated.placement().atLeast(SecurityTier.CONFIDENTIAL)), REX)
              .id();
      AuditReference turn = memory.audit().reference(id);
      AuditReference claim = memory.audit().reference(fact);
      requireTold(memory, turn, () -> memory.get(id, REX));
      requireTold(memory, turn, () -> memory.details(id, REX));
      requireTold(memory, turn, () -> memory.history(id, REX));
      requireTold(memory, turn, () -> memory.list(Listing.newest(5), REX));
      requireTold(memory, turn, () -> memory.recall(Query.of("heron pier landed"), REX));
      requireTold(memory, claim, () -> memory.facts(FactQuery.about("Ana"), REX));
      requireTold(memory, claim, () -> memory.evolution(Evolution.of("Ana keeps herons"), REX));
      int before = shown(memory).size();
      memory.stats(REX);
      memory.remember(Turn.note("tea at four"), REX);
      assertThat(shown(memory)).hasSize(before);
    }
  }

  private static void requireTold(MemoryGraph memory, AuditReference what, Runnable read) {
    int before = shown(memory).size();
    read.run();
    List<AuditEntry> told = shown(memory);
    assertThat(told).hasSize(before + 1);
    assertThat(told.getFirst().references()).contains(what);
  }

  @Test
  @DisplayName("§10.18 an opening is in the chain with the next change, or at once where strict")
  void openingsAreChained() {
    MemoryId id;
    try (var memory = open(AuditOptions.defaults())) {
      id = sealed(memory);
      memory.get(id, REX);
      assertThat(shown(memory)).hasSize(1);
      memory.remember(Turn.note("tea at four"), REX);
      assertThat(chained(memory)).hasSize(1);
      memory.get(id, REX);
    }
    try (var memory = open(AuditOptions.defaults().strictly())) {
      assertThat(chained(memory)).as("closing writes what waits").hasSize(2);
      memory.get(id, REX);
      assertThat(chained(memory)).hasSize(3);
      assertThat(memory.audit().verify().sound()).isTrue();
    }
  }

  @Test
  @DisplayName("§10.18 of what a required sink is not told, nothing is shown")
  void aRequiredSinkIsTold() {
    var deaf = new AtomicBoolean();
    AuditSink sink =
        entry -> {
          if (deaf.get() && entry.event() == AuditEvent.FIELD_OPENED) {
            throw new IllegalStateException("no room");
          }
        };
    try (var memory = open(AuditOptions.defaults().requiring(sink))) {
      MemoryId id = sealed(memory);
      MemoryId clear = memory.remember(Turn.note("tea at four"), REX).id();
      deaf.set(true);
      failing(ErrorCode.AUDIT_FAILED, () -> memory.get(id, REX));
      assertThat(memory.get(clear, REX).text()).isEqualTo("tea at four");
    }
  }
}
