package dev.engram.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.engram.FakeBackend;
import dev.engram.HandClock;
import dev.engram.Seed;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.spi.BackendAudit;
import dev.engram.spi.BackendAudit.Operation;
import dev.engram.spi.BackendAudit.Outcome;
import dev.engram.spi.BackendFailedException;
import dev.engram.spi.BackendTrust;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("§10.24.5, §34.12 I19 An outside store is told no more than its trust allows")
class SandboxTest {
  private final HandLater later = new HandLater();
  private final Random random = Seed.random("sandbox");

  private static float[] unit(float[] vector) {
    return Shadowed.SPACE.admit(vector);
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
  void anUntrustedStoreReceivesEightBitsOfEverythingAndAnswersAlmostAsWell() {
    try (var shadowed = new Shadowed(later, random)) {
      shadowed.putUpTo(99);
      FakeBackend backend = shadowed.use("fake", BackendTrust.UNTRUSTED, UnaryOperator.identity());
      later.settle();
      assertThat(backend.held()).hasSize(100);
      backend
          .held()
          .forEach((ordinal, parts) -> {
            float[][] original = Objects.requireNonNull(shadowed.vault.get(ordinal));
            for (int part = 0; part < parts.length; part++) {
              requireEightBits(parts[part]);
              assertThat(parts[part]).isNotEqualTo(unit(original[part]));
            }
          });

      float[] question = shadowed.vector();
      VectorHits hits = shadowed.search(question, 10);
      assertThat(hits.path()).isEqualTo("fake");
      requireEightBits(backend.questions().getLast().vector());
      assertThat(backend.questions().getLast().vector()).isNotEqualTo(unit(question));

      var own = new HashSet<Integer>();
      for (int ordinal :
          shadowed.builtIn.search(question, 10, OrdinalFilter.below(100)).ordinals()) {
        own.add(ordinal);
      }
      for (int ordinal : hits.ordinals()) {
        own.remove(ordinal);
      }
      assertThat(own).hasSizeLessThanOrEqualTo(2);
    }
  }

  @Test
  void scoresAreOursAlsoWhereTheStoreHadCoarseVectors() {
    try (var shadowed = new Shadowed(later, random)) {
      shadowed.putUpTo(99);
      shadowed.use("fake", BackendTrust.UNTRUSTED, UnaryOperator.identity());
      later.settle();
      float[] question = shadowed.vector();
      VectorHits hits = shadowed.search(question, 10);
      VectorHits own = shadowed.builtIn.searchAmong(question, 10, hits.ordinals());
      assertThat(hits.ordinals()).isEqualTo(own.ordinals());
      assertThat(hits.scores()).isEqualTo(own.scores());
    }
  }

  @Test
  void aVerifiedStoreReceivesVectorsAsTheyAre() {
    try (var shadowed = new Shadowed(later, random)) {
      shadowed.putUpTo(9);
      FakeBackend backend = shadowed.use("fake");
      later.settle();
      backend
          .held()
          .forEach(
              (ordinal, parts) -> assertThat(parts[0]).isEqualTo(unit(shadowed.first(ordinal))));
    }
  }

  @Test
  void vectorsAndQuestionsAreTurnedAlikeBeforeTheyLeave() {
    UnaryOperator<float[]> backwards =
        vector -> {
          float[] turned = new float[vector.length];
          for (int i = 0; i < turned.length; i++) {
            turned[i] = -vector[turned.length - 1 - i];
          }
          return turned;
        };
    try (var shadowed = new Shadowed(later, random, backwards)) {
      shadowed.putUpTo(99);
      FakeBackend backend = shadowed.use("fake");
      later.settle();
      assertThat(Objects.requireNonNull(backend.held().get(0))[0])
          .isEqualTo(backwards.apply(unit(shadowed.first(0))));
      float[] question = shadowed.vector();
      VectorHits hits = shadowed.search(question, 10);
      assertThat(hits.path()).isEqualTo("fake");
      assertThat(hits.ordinals())
          .isEqualTo(shadowed.builtIn.search(question, 10, OrdinalFilter.below(100)).ordinals());
    }
  }

  @Test
  void coarseningKeepsZeroAndSpreadsOverTheLargestComponent() {
    assertThat(EightBits.roundTrip(new float[4])).isEqualTo(new float[4]);
    float[] coarse = EightBits.roundTrip(new float[] {1, -1, 0.0039f, 0.004f});
    assertThat(coarse).containsExactly(1, -1, 0, 1 / 127f);
  }

  @Test
  void anUntrustedStoreIsAskedAHundredTimesInAnyMinute() {
    try (var shadowed = new Shadowed(later, random)) {
      shadowed.putUpTo(20);
      FakeBackend backend = shadowed.use("fake", BackendTrust.UNTRUSTED, UnaryOperator.identity());
      later.settle();
      for (int i = 0; i < 150; i++) {
        assertThat(shadowed.search(shadowed.vector(), 3).size()).isEqualTo(3);
      }
      assertThat(backend.questions()).hasSize(100);
      assertThat(shadowed.health().refused()).isEqualTo(50);
      assertThat(shadowed.search(shadowed.vector(), 3).path()).isEqualTo("fake>flat");
      shadowed.clock.move(Duration.ofMinutes(1));
      assertThat(shadowed.search(shadowed.vector(), 3).path()).isEqualTo("fake");
    }
  }

  @Test
  void noMinuteHasMoreSearchesThanAllowedWhereverItBegins() {
    var clock = new HandClock();
    var rate = new SearchRate(clock, OptionalInt.of(3));
    var admitted = new ArrayList<Long>();
    for (int i = 0; i < 500; i++) {
      clock.move(Duration.ofMillis(random.nextInt(20_000)));
      if (rate.admits()) {
        admitted.add(clock.millis());
      }
    }
    assertThat(admitted).hasSizeGreaterThan(100);
    for (int i = 3; i < admitted.size(); i++) {
      assertThat(admitted.get(i) - admitted.get(i - 3)).isGreaterThanOrEqualTo(60_000);
    }
    clock.move(Duration.ofDays(-1));
    assertThat(rate.admits()).as("a clock that was set back does not shut it").isTrue();
    assertThat(new SearchRate(clock, OptionalInt.empty()).admits()).isTrue();
  }

  @Test
  void everyCallIsAuditedWithNumbersAlone() {
    List<BackendAudit.Call> calls = Collections.synchronizedList(new ArrayList<>());
    try (var shadowed = new Shadowed(later, random)) {
      shadowed.putUpTo(20);
      FakeBackend backend =
          shadowed.use("fake", BackendTrust.VERIFIED, o -> o.withAudit(calls::add));
      later.settle();
      shadowed.search(shadowed.vector(), 5);
      shadowed.index.remove(3);
      backend.before(call -> {
        throw new BackendFailedException("no");
      });
      later.settle();
    }
    assertThat(calls)
        .extracting(BackendAudit.Call::operation)
        .containsExactly(
            Operation.BEGIN,
            Operation.PUT,
            Operation.PUT,
            Operation.COUNT,
            Operation.SEARCH,
            Operation.REMOVE);
    assertThat(calls.get(1).ids()).isEqualTo(16);
    assertThat(calls.get(1).vectors()).isEqualTo(24);
    assertThat(calls.get(4).ids()).isEqualTo(100_000);
    assertThat(calls.get(4).vectors()).isEqualTo(1);
    assertThat(calls.get(4).outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(calls.getLast().outcome()).isEqualTo(Outcome.FAILED);
    assertThat(calls).allMatch(call -> call.backend().equals("fake"));
  }

  @Test
  void anAuditThatFailsChangesNothing() {
    try (var shadowed = new Shadowed(later, random)) {
      shadowed.putUpTo(20);
      shadowed.use(
          "fake",
          BackendTrust.VERIFIED,
          o ->
              o.withAudit(call -> {
                throw new IllegalStateException("full");
              }));
      later.settle();
      assertThat(shadowed.search(shadowed.vector(), 5).path()).isEqualTo("fake");
    }
  }
}
