package dev.engram.audit;

import static dev.engram.Failures.failing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.FakeBackend;
import dev.engram.MemoryGraph;
import dev.engram.TestKeys;
import dev.engram.WordEmbedder;
import dev.engram.config.AuditOptions;
import dev.engram.fault.ErrorCode;
import dev.engram.internal.audit.AuditSubject;
import dev.engram.internal.audit.AuditTrail;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.EntityId;
import dev.engram.memory.MemoryId;
import dev.engram.memory.Remembered;
import dev.engram.memory.Statement;
import dev.engram.memory.Turn;
import dev.engram.query.FactQuery;
import dev.engram.query.Query;
import dev.engram.scope.Principal;
import dev.engram.scope.Scope;
import dev.engram.spi.BackendTrust;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit takes note of, and when (spec §10.18, §10.21, §19). */
@DisplayName("§10.18, §10.21 What the audit takes note of")
class AuditEventsTest {
  private static final Principal REX = Principal.agent("rex");
  private static final Principal ADA = Principal.agent("ada");

  @TempDir private Path folder;
  private Path path;
  private MemoryGraph memory;

  @BeforeEach
  void open() {
    path = folder.resolve("rex.engram");
    memory = AuditWorld.open(path, AuditOptions.defaults());
  }

  @AfterEach
  void close() {
    memory.close();
  }

  private AuditEntry newest() {
    return memory.audit().recent(1).getFirst();
  }

  private List<AuditEvent> chain() {
    return memory.audit().entries(10_000).reversed().stream().map(AuditEntry::event).toList();
  }

  @Test
  void openingAndClosingAreTheFirstAndTheLastOfASession() {
    assertThat(chain()).containsExactly(AuditEvent.VAULT_OPENED);
    memory.close();
    memory = AuditWorld.open(path, AuditOptions.defaults());
    assertThat(chain())
        .containsExactly(AuditEvent.VAULT_OPENED, AuditEvent.VAULT_CLOSED, AuditEvent.VAULT_OPENED);
  }

  @Test
  void whatWasRememberedIsCountedAndReferredTo() {
    Remembered first =
        memory.remember(Turn.said("Ana", "My password is hunter2000, keep it."), REX);
    AuditEntry entry = newest();
    assertThat(entry.event()).isEqualTo(AuditEvent.REMEMBERED);
    assertThat(entry.seq()).isPositive();
    assertThat(entry.count(AuditCount.STORED)).isOne();
    assertThat(entry.references())
        .extracting(AuditReference::kind)
        .containsExactly(
            AuditReference.Kind.ACTOR, AuditReference.Kind.MEMORY, AuditReference.Kind.SCOPE);
    Remembered again =
        memory.remember(Turn.said("Ana", "My password is hunter2000, keep it."), REX);
    assertThat(again.id()).isEqualTo(first.id());
    assertThat(newest().count(AuditCount.RESTATED)).isOne();
    assertThat(newest().references()).isEqualTo(entry.references());
    memory.remember(Statement.of("Ana", "lives in", "Porto"), REX);
    memory.remember(Statement.of("Ana", "lives in", "Lisbon"), REX);
    assertThat(memory.audit().recent(2))
        .extracting(one -> one.count(AuditCount.STORED))
        .containsExactly(1L, 1L);
  }

  @Test
  void everyMemoryOfALongBatchIsReferredTo() {
    List<Remembered> all =
        memory.remember(
            IntStream.range(0, 130).mapToObj(i -> Turn.note("crate " + i + " of tea")).toList(),
            REX);
    List<AuditEntry> entries =
        memory.audit().recent(100).stream()
            .filter(entry -> entry.event() == AuditEvent.REMEMBERED)
            .toList();
    assertThat(
            entries.stream().mapToLong(one -> one.count(AuditCount.STORED)).sum()
                + entries.stream().mapToLong(one -> one.count(AuditCount.RESTATED)).sum())
        .isEqualTo(130);
    assertThat(
            entries.stream()
                .flatMap(one -> one.references().stream())
                .filter(one -> one.kind() == AuditReference.Kind.MEMORY)
                .distinct())
        .hasSize((int) all.stream().map(Remembered::id).distinct().count());
  }

  @Test
  void anUnknownIdAndOneThatIsNotYoursLeaveTheSameEntryAndItIsDurableAtOnce() {
    MemoryId mine = memory.remember(Turn.note("the harbour at dawn"), REX).id();
    MemoryId none = MemoryId.parse(new UUID(1, 2).toString());
    for (MemoryId id : List.of(mine, none)) {
      failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.get(id, ADA));
      AuditEntry entry = memory.audit().entries(1).getFirst();
      assertThat(entry.event()).isEqualTo(AuditEvent.ACCESS_DENIED);
      assertThat(entry.during()).hasValue(AuditEvent.MEMORY_READ);
      assertThat(entry.code()).hasValue(ErrorCode.UNKNOWN_MEMORY);
      assertThat(entry.references()).hasSize(2);
      assertThat(entry.counts()).isEmpty();
    }
  }

  @Test
  void refusalsOfChangesAreEntriesToo() {
    MemoryId mine = memory.remember(Turn.note("the harbour at dawn"), REX).id();
    failing(ErrorCode.ACCESS_DENIED, () -> memory.remember(Turn.note("x").to(Scope.global()), REX));
    assertThat(newest().during()).hasValue(AuditEvent.REMEMBERED);
    failing(ErrorCode.UNKNOWN_MEMORY, () -> memory.forget(mine, ADA));
    assertThat(newest().during()).hasValue(AuditEvent.FORGOTTEN);
    failing(ErrorCode.UNKNOWN_ENTITY, () -> memory.timeline(EntityId.create(new Random(1)), REX));
    assertThat(newest().code()).hasValue(ErrorCode.UNKNOWN_ENTITY);
    failing(ErrorCode.INVALID_INPUT, () -> memory.remember(List.of(), REX));
    assertThat(newest().event()).isEqualTo(AuditEvent.INPUT_REFUSED);
    assertThat(newest().seq()).isZero();
  }

  @Test
  void readsAreShownAtOnceAndChainedWithTheNextChange() {
    memory.remember(Turn.note("the harbour at dawn"), REX);
    int before = chain().size();
    memory.recall(Query.of("when is the harbour beautiful?"), REX);
    memory.facts(FactQuery.about("harbour"), REX);
    assertThat(memory.audit().recent(2))
        .extracting(AuditEntry::event)
        .containsExactly(AuditEvent.FACTS_READ, AuditEvent.RECALLED);
    AuditEntry recall = memory.audit().recent(2).getLast();
    assertThat(recall.seq()).isZero();
    assertThat(recall.count(AuditCount.HITS)).isOne();
    assertThat(recall.count(AuditCount.CLEAR)).isOne();
    assertThat(chain()).hasSize(before);
    memory.remember(Turn.note("tea in the afternoon"), REX);
    assertThat(chain().subList(before, before + 3))
        .containsExactly(AuditEvent.RECALLED, AuditEvent.FACTS_READ, AuditEvent.REMEMBERED);
    assertThat(memory.audit().recent(3)).allMatch(entry -> entry.seq() > 0);
    memory.recall(Query.of("tea"), REX);
    memory.maintain();
    assertThat(chain()).contains(AuditEvent.MAINTAINED);
    assertThat(memory.audit().verify().broken()).isEmpty();
  }

  @Test
  void strictReadsAreInTheChainBeforeTheyAreAnswered() {
    memory.close();
    memory = AuditWorld.open(path, AuditOptions.defaults().strictly());
    memory.recall(Query.of("anything at all"), REX);
    assertThat(memory.audit().entries(1).getFirst().event()).isEqualTo(AuditEvent.RECALLED);
  }

  @Test
  void readsThatNobodyFollowsReachTheChainWhenTooManyWait() {
    for (int i = 0; i < 5_000; i++) {
      assertThat(memory.stats(REX).pending()).isZero();
    }
    assertThat(chain().size()).isGreaterThan(4_000);
    assertThat(memory.audit().recent(5_000)).hasSize(AuditTrail.RING);
  }

  @Test
  void aConversationIsAskedThroughTheSameGate() {
    try (var conversation = memory.conversation(REX)) {
      conversation.recall(Query.of("where was I?"));
    }
    assertThat(newest().event()).isEqualTo(AuditEvent.RECALLED);
  }

  @Test
  void whatOnlyTheHostDoesComesFirst() {
    memory.remember(Turn.note("the harbour at dawn"), REX);
    long snapshot = memory.vectors().snapshot("as it was").id();
    memory.vectors().restore(snapshot);
    memory.vectors().delete(snapshot);
    failing(ErrorCode.UNKNOWN_SNAPSHOT, () -> memory.vectors().delete(snapshot));
    assertThat(memory.audit().recent(5))
        .extracting(AuditEntry::event)
        .containsExactly(
            AuditEvent.INPUT_REFUSED,
            AuditEvent.SNAPSHOT_DELETED,
            AuditEvent.SNAPSHOT_DELETED,
            AuditEvent.SNAPSHOT_RESTORED,
            AuditEvent.SNAPSHOT_TAKEN);
    try (var next = new WordEmbedder("other-12", 12)) {
      memory.vectors().migrate(next);
      assertThat(newest().event()).isEqualTo(AuditEvent.MIGRATION_STARTED);
    }
  }

  @Test
  void callsToAnOutsideStoreAreEntries() {
    memory.close();
    memory =
        MemoryGraph.open(
            path,
            TestKeys.right(),
            AuditWorld.options(AuditOptions.defaults())
                .withVectorBackend(new FakeBackend("far"), BackendTrust.VERIFIED));
    memory.remember(Turn.note("the harbour at dawn"), REX);
    memory.recall(Query.of("harbour"), REX);
    memory.close();
    memory = AuditWorld.open(path, AuditOptions.defaults());
    assertThat(memory.audit().entries(100))
        .filteredOn(entry -> entry.event() == AuditEvent.BACKEND_CALLED)
        .isNotEmpty()
        .allMatch(entry -> entry.references().getFirst().kind() == AuditReference.Kind.BACKEND);
  }

  @Test
  void whatIsNotKeptIsShownForTheSessionAlone() {
    memory.close();
    Path other = folder.resolve("other.engram");
    memory = AuditWorld.open(other, AuditOptions.unkept());
    memory.remember(Turn.note("the harbour at dawn"), REX);
    memory.recall(Query.of("harbour"), REX);
    memory.maintain();
    assertThat(chain()).isEmpty();
    assertThat(memory.audit().recent(100))
        .extracting(AuditEntry::event)
        .contains(AuditEvent.VAULT_OPENED, AuditEvent.REMEMBERED, AuditEvent.RECALLED);
    assertThat(memory.audit().verify().broken()).isEmpty();
    memory.close();
    memory = AuditWorld.open(other, AuditOptions.defaults().keeping(Set.of(AuditClass.AUDIT)));
    memory.recall(Query.of("harbour"), REX);
    memory.remember(Turn.note("tea"), REX);
    assertThat(chain()).containsExactly(AuditEvent.VAULT_OPENED, AuditEvent.REMEMBERED);
  }

  @Test
  void aVaultThatIsNotEncryptedSaysWhatItsAuditIsWorth() {
    memory.close();
    Path plain = folder.resolve("plain.engram");
    memory =
        MemoryGraph.open(
            plain,
            dev.engram.config.VaultKey.insecurePlaintext(),
            AuditWorld.options(AuditOptions.defaults()));
    assertThat(memory.audit().verify().keyed()).isFalse();
    assertThat(memory.health().warnings()).anyMatch(one -> one.contains("audit is not keyed"));
    assertThat(memory.doctor().findings())
        .anyMatch(one -> one.check().equals("audit") && one.detail().contains("accidents only"));
  }

  @Test
  void aChangeThatFailsLeavesNoEntryOfHavingHappened() {
    MemoryId first = memory.remember(Turn.note("the harbour at dawn"), REX).id();
    long before = memory.audit().head().entries();
    failing(
        ErrorCode.INVALID_INPUT,
        () -> memory.update(first, Statement.of("Ana", "likes", "tea"), REX));
    assertThat(chain().subList((int) before, chain().size())).doesNotContain(AuditEvent.UPDATED);
    assertThat(memory.dryRun(List.of(Turn.note("tea")), REX).planned()).isNotEmpty();
    assertThat(newest().event()).isEqualTo(AuditEvent.REHEARSED);
    assertThat(chain()).filteredOn(AuditEvent.REMEMBERED::equals).hasSize(1);
    assertThat(memory.audit().verify().broken()).isEmpty();
  }

  @Test
  void referencesToAPersonAreForgottenAndTheChainStays() {
    Principal withBen = REX.in(Scope.user("rex", "chat", "ben"));
    MemoryId bens = memory.remember(Turn.said("ben", "I sail on Sundays"), withBen).id();
    MemoryId mine = memory.remember(Turn.note("the harbour at dawn"), REX).id();
    memory.recall(Query.of("when does ben sail?"), withBen);
    memory.get(mine, REX);
    AuditHead kept = memory.audit().head();
    memory.close();
    List<AuditSubject> ben =
        List.of(
            AuditSubject.memory(bens),
            AuditSubject.scope(Scope.user("rex", "chat", "ben")),
            AuditSubject.place(Scope.user("rex", "chat", "ben")));
    List<AuditReference> his;
    try (Vault vault = AuditWorld.raw(path, TestKeys.right())) {
      AuditTrail trail = AuditWorld.trail(vault);
      his = ben.stream().map(trail::reference).toList();
      assertThat(trail.before(Long.MAX_VALUE, 100))
          .anyMatch(entry -> entry.references().stream().anyMatch(his::contains));
      int gone = vault.writer().write(tx -> trail.forgetReferences(tx, ben));
      assertThat(gone).isEqualTo(5);
      AuditVerdict verdict = trail.verify(Optional.of(kept));
      assertThat(verdict.broken()).isEmpty();
    }
    memory = AuditWorld.open(path, AuditOptions.defaults());
    assertThat(memory.audit().verify(Optional.of(kept)).broken()).isEmpty();
    List<AuditEntry> all = memory.audit().entries(100);
    assertThat(all).noneMatch(entry -> entry.references().stream().anyMatch(his::contains));
    assertThat(all)
        .filteredOn(entry -> entry.event() == AuditEvent.REFERENCES_FORGOTTEN)
        .singleElement()
        .satisfies(entry -> assertThat(entry.count(AuditCount.REFERENCES)).isEqualTo(5));
    assertThat(all)
        .filteredOn(entry -> entry.event() == AuditEvent.MEMORY_READ)
        .singleElement()
        .satisfies(entry -> assertThat(entry.references()).hasSize(2));
  }
}
