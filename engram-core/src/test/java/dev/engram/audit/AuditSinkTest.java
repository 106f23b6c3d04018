package dev.engram.audit;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.config.AuditOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Turn;
import dev.engram.query.Listing;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.spi.AuditSink;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sinks outside: those that are required fail fast, the others never hold anything up. */
class AuditSinkTest {
  private static final Principal REX = Principal.agent("rex");

  @TempDir private Path folder;

  /** Takes what it is given, until it is told to fail. */
  private static final class Sink implements AuditSink {
    private final List<AuditEntry> taken = new CopyOnWriteArrayList<>();
    private volatile boolean failing;
    private volatile boolean closed;

    @Override
    public void take(AuditEntry entry) {
      if (failing) {
        throw new IllegalStateException("the disk of the log server is full");
      }
      taken.add(entry);
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private MemoryGraph open(AuditOptions options) {
    return AuditWorld.open(folder.resolve("rex.engram"), options);
  }

  @Test
  void whatARequiredSinkCannotTakeIsNeitherStoredNorAnswered() {
    var sink = new Sink();
    try (var memory = open(AuditOptions.defaults().requiring(sink))) {
      MemoryId first = memory.remember(Turn.note("the harbour at dawn"), REX).id();
      sink.failing = true;
      failing(ErrorCode.AUDIT_FAILED, () -> memory.remember(Turn.note("tea at noon"), REX));
      failing(ErrorCode.AUDIT_FAILED, () -> memory.recall(Query.of("harbour"), REX));
      failing(ErrorCode.AUDIT_FAILED, () -> memory.get(first, REX));
      MemoryId none = MemoryId.parse(new UUID(1, 2).toString());
      failing(ErrorCode.AUDIT_FAILED, () -> memory.get(none, REX));
      sink.failing = false;
      assertThat(memory.list(Listing.newest(10), REX))
          .singleElement()
          .satisfies(one -> assertThat(one.id()).isEqualTo(first));
      assertThat(memory.health().warnings()).anyMatch(one -> one.contains("sinks failed 4 times"));
      assertThat(memory.audit().verify().broken()).isEmpty();
    }
    assertThat(sink.closed).isTrue();
    assertThat(sink.taken)
        .extracting(AuditEntry::event)
        .containsSubsequence(
            AuditEvent.VAULT_OPENED,
            AuditEvent.REMEMBERED,
            AuditEvent.LISTED,
            AuditEvent.VAULT_CLOSED);
    assertThat(sink.taken).filteredOn(e -> e.event() == AuditEvent.REMEMBERED).hasSize(1);
  }

  @Test
  void aVaultWhoseRequiredSinkFailsDoesNotOpen() {
    var sink = new Sink();
    sink.failing = true;
    failing(ErrorCode.AUDIT_FAILED, () -> open(AuditOptions.defaults().requiring(sink)));
    assertThat(sink.closed).isTrue();
    open(AuditOptions.defaults()).close();
  }

  @Test
  void aVaultThatDoesNotOpenIsToldToSinks() {
    open(AuditOptions.defaults()).close();
    var sink = new Sink();
    var welcome = new Sink();
    failing(
        ErrorCode.WRONG_KEY,
        () ->
            MemoryGraph.open(
                folder.resolve("rex.engram"),
                TestKeys.wrong(),
                AuditWorld.options(AuditOptions.defaults().requiring(sink).telling(welcome))));
    assertThat(sink.taken)
        .singleElement()
        .satisfies(entry -> {
          assertThat(entry.event()).isEqualTo(AuditEvent.VAULT_OPEN_FAILED);
          assertThat(entry.code()).hasValue(ErrorCode.WRONG_KEY);
        });
    assertThat(welcome.taken).hasSize(1);
    assertThat(sink.closed && welcome.closed).isTrue();
  }

  @Test
  void aSinkThatIsOnlyWelcomeHoldsNothingUpAndItsFailuresAreCounted() throws Exception {
    var release = new CountDownLatch(1);
    var reached = new CountDownLatch(1);
    AuditSink hanging =
        entry -> {
          reached.countDown();
          try {
            release.await();
          } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
          }
          throw new IllegalStateException("late and wrong");
        };
    try (var memory = open(AuditOptions.defaults().telling(hanging))) {
      assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
      for (int i = 0; i < 5_000; i++) {
        assertThat(memory.stats(REX).pending()).isZero();
      }
      memory.remember(Turn.note("the harbour at dawn"), REX);
      assertThat(memory.health().warnings()).anyMatch(one -> one.startsWith("audit sinks failed"));
      release.countDown();
    }
  }
}
