package dev.engram.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.engram.FakeBackend;
import dev.engram.Seed;
import dev.engram.config.BackendOptions;
import dev.engram.fault.EngramException;
import dev.engram.health.BackendHealth;
import dev.engram.health.BackendHealth.Phase;
import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.vector.VectorHits;
import dev.engram.spi.BackendHit;
import dev.engram.spi.BackendTrust;
import dev.engram.spi.BackendUnavailableException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class HotSwapTest {
  private final HandLater later = new HandLater();

  private static void register(Shadowed shadowed, FakeBackend backend) {
    shadowed.stores.register(BackendOptions.of(backend, BackendTrust.VERIFIED));
  }

  @Test
  void theNewStoreIsFilledWhileTheOldOneAnswersAndThenTakesOver() {
    try (var shadowed = new Shadowed(later, Seed.random("swap"))) {
      shadowed.putUpTo(50);
      shadowed.use("old");
      later.settle();
      var young = new FakeBackend("new");
      register(shadowed, young);
      shadowed.stores.switchTo("new");
      shadowed.stores.switchTo("new"); // twice is once
      later.step();
      later.step();
      assertThat(shadowed.stores.active()).contains("old");
      assertThat(shadowed.stores.health())
          .extracting(BackendHealth::phase)
          .containsExactly(Phase.ACTIVE, Phase.FILLING);
      assertThat(shadowed.search(shadowed.vector(), 5).path()).isEqualTo("old");
      later.settle();
      assertThat(shadowed.stores.active()).contains("new");
      assertThat(shadowed.search(shadowed.vector(), 5).path()).isEqualTo("new");
      assertThat(young.begun()).isEqualTo(1);
    }
  }

  @Test
  void aNewStoreThatCannotBeFilledLeavesTheOldOne() {
    try (var shadowed = new Shadowed(later, Seed.random("swap"))) {
      shadowed.putUpTo(50);
      shadowed.use("old");
      later.settle();
      var young = new FakeBackend("new");
      young.before(call -> {
        throw new BackendUnavailableException("away");
      });
      register(shadowed, young);
      shadowed.stores.switchTo("new");
      for (int i = 0; i < 5; i++) {
        later.settle();
        later.elapse();
      }
      assertThat(shadowed.stores.active()).contains("old");
      shadowed.put(60);
      later.settle();
      assertThat(shadowed.search(shadowed.first(60), 1).path()).isEqualTo("old");

      shadowed.stores.switchTo("old"); // gives the new one up
      assertThat(shadowed.stores.health())
          .extracting(BackendHealth::phase)
          .containsExactly(Phase.ACTIVE, Phase.IDLE);
    }
  }

  @Test
  void aStoreThatWasLeftAndIsTakenAgainIsFilledFromNothing() {
    try (var shadowed = new Shadowed(later, Seed.random("swap"))) {
      shadowed.putUpTo(20);
      FakeBackend backend = shadowed.use("fake");
      later.settle();
      shadowed.stores.useBuiltIn();
      assertThat(shadowed.search(shadowed.vector(), 5).path()).isEqualTo("flat");
      shadowed.index.remove(3);
      shadowed.put(30);
      later.settle();
      assertThat(backend.held()).containsKey(3).doesNotContainKey(30);
      shadowed.stores.switchTo("fake");
      later.settle();
      assertThat(backend.held()).containsKey(30).doesNotContainKey(3);
      assertThat(shadowed.search(shadowed.vector(), 5).path()).isEqualTo("fake");
    }
  }

  @Test
  void namesAreUniqueAndKnown() {
    try (var shadowed = new Shadowed(later, Seed.random("swap"))) {
      register(shadowed, new FakeBackend("fake"));
      assertThat(shadowed.stores.names()).containsExactly("fake");
      assertThatThrownBy(() -> register(shadowed, new FakeBackend("fake")))
          .isInstanceOf(EngramException.class);
      assertThatThrownBy(() -> shadowed.stores.switchTo("other"))
          .isInstanceOf(EngramException.class);
      assertThatThrownBy(() -> register(shadowed, new FakeBackend("No Name")))
          .isInstanceOf(EngramException.class);
    }
  }

  @Test
  void closingClosesEveryStoreAndNothingIsTakenAfterwards() {
    var one = new FakeBackend("one");
    var shadowed = new Shadowed(later, Seed.random("swap"));
    register(shadowed, one);
    shadowed.close();
    assertThat(one.closed()).isTrue();
    assertThatThrownBy(() -> register(shadowed, new FakeBackend("two")))
        .isInstanceOf(EngramException.class);
  }

  @Test
  void noAnswerFailsOrIsShortenedWhileStoresAreSwappedAndMemoriesCome()
      throws InterruptedException, ExecutionException {
    try (var shadowed = new Shadowed(Later.threads(), Seed.random("swap under load"));
        var searchers = Executors.newFixedThreadPool(3)) {
      shadowed.putUpTo(400);
      var filter = OrdinalFilter.below(401);
      register(shadowed, new FakeBackend("one"));
      register(shadowed, new FakeBackend("two"));
      var over = new AtomicBoolean();
      var paths = ConcurrentHashMap.<String>newKeySet();
      List<Future<Integer>> wrong = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        var random = new Random(i);
        wrong.add(
            searchers.submit(() -> {
              int short10 = 0;
              while (!over.get()) {
                float[] question = new float[Shadowed.DIMENSION];
                for (int c = 0; c < question.length; c++) {
                  question[c] = (float) random.nextGaussian();
                }
                VectorHits hits = shadowed.index.search(question, 10, filter);
                VectorHits own = shadowed.builtIn.search(question, 10, filter);
                paths.add(hits.path());
                short10 += Arrays.equals(hits.ordinals(), own.ordinals()) ? 0 : 1;
              }
              return short10;
            }));
      }
      int next = 500;
      for (String name : List.of("one", "two", "one", "two", "one")) {
        shadowed.stores.switchTo(name);
        while (!shadowed.stores.active().equals(Optional.of(name)) || !paths.contains(name)) {
          shadowed.put(next++ % 300 + 500);
        }
        paths.remove(name);
      }
      over.set(true);
      for (Future<Integer> one : wrong) {
        assertThat(one.get()).isZero();
      }
      assertThat(shadowed.stores.health()).allMatch(health -> health.lies() == 0);
    }
  }

  @Test
  void whateverHappensInWhateverOrderAnswersAreThoseOfTheBuiltInIndex() {
    Random seeds = Seed.random("random operations");
    for (int run = 0; run < 100; run++) {
      var waiting = new HandLater();
      try (var shadowed = new Shadowed(waiting, new Random(seeds.nextLong()))) {
        List<FakeBackend> backends = List.of(new FakeBackend("one"), new FakeBackend("two"));
        backends.forEach(backend -> register(shadowed, backend));
        for (int i = 0; i < 200; i++) {
          act(shadowed, waiting, backends.get(shadowed.random.nextInt(2)));
        }
        backends.forEach(backend -> {
          backend.before(call -> {});
          backend.bend(hits -> hits);
        });
        shadowed.stores.switchTo("one");
        for (int i = 0; i < 4; i++) {
          waiting.elapse();
          waiting.settle();
        }
        assertThat(backends.getFirst().held()).hasSize(shadowed.builtIn.count());
        assertThat(shadowed.stores.active()).contains("one");
      }
    }
  }

  private static void act(Shadowed shadowed, HandLater waiting, FakeBackend backend) {
    Random random = shadowed.random;
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> shadowed.put(random.nextInt(60));
      case 3 -> shadowed.index.remove(random.nextInt(60));
      case 4, 5 -> waiting.step();
      case 6 -> waiting.settle();
      case 7 -> {
        waiting.elapse();
        shadowed.clock.move(Breaker.REST);
      }
      case 8 -> shadowed.stores.switchTo(backend.name());
      case 9 -> {
        int failing = random.nextInt(4);
        backend.before(call -> {
          if (failing == 0 && random.nextInt(3) == 0) {
            throw new BackendUnavailableException("away");
          }
        });
      }
      case 10 -> {
        boolean lying = random.nextInt(3) == 0;
        backend.bend(hits -> lying ? List.of(new BackendHit(random.nextInt(60), 1)) : hits);
      }
      default -> {
        if (random.nextInt(10) == 0) {
          shadowed.stores.useBuiltIn();
        }
      }
    }
    var filter = OrdinalFilter.of(random.ints(30, 0, 60).toArray());
    float[] question = shadowed.vector();
    assertThat(shadowed.index.search(question, 5, filter).ordinals())
        .isEqualTo(shadowed.builtIn.search(question, 5, filter).ordinals());
  }
}
