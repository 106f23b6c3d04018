package dev.engram.internal.backend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.FakeBackend;
import dev.engram.Seed;
import dev.engram.config.BackendOptions;
import dev.engram.health.BackendHealth.Phase;
import dev.engram.spi.BackendFailedException;
import dev.engram.spi.BackendTrust;
import dev.engram.spi.BackendUnavailableException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedingTest {
  private final HandLater later = new HandLater();
  private final Shadowed shadowed = new Shadowed(later, Seed.random("feeding"));

  @AfterEach
  void close() {
    shadowed.close();
  }

  /** Lets the call of a kind with this number, from one, fail so. */
  private static Consumer<String> failing(String kind, int number, RuntimeException failure) {
    var calls = new AtomicInteger();
    return call -> {
      if (call.equals(kind) && calls.incrementAndGet() == number) {
        throw failure;
      }
    };
  }

  private void requireInStep(FakeBackend backend) {
    assertThat(shadowed.health().phase()).isEqualTo(Phase.ACTIVE);
    assertThat(shadowed.health().waiting()).isZero();
    assertThat(backend.held()).hasSize(shadowed.builtIn.count());
    assertThat(backend.count()).isEqualTo(shadowed.builtIn.vectorCount());
    assertThat(shadowed.search(shadowed.vector(), 10).path()).isEqualTo("fake");
  }

  @Test
  void aStoreThatGoesAwayInTheMiddleOfTheFillingGoesOnWhereItWas() {
    shadowed.putUpTo(99);
    var backend = new FakeBackend("fake");
    backend.before(failing("put", 3, new BackendUnavailableException("away")));
    shadowed.stores.use(BackendOptions.of(backend, BackendTrust.VERIFIED));
    later.settle();
    assertThat(later.delays()).containsExactly(Duration.ofSeconds(1));
    assertThat(backend.held()).hasSize(32);
    assertThat(shadowed.health().waiting()).isEqualTo(68);
    assertThat(shadowed.search(shadowed.vector(), 10).path()).isEqualTo("flat");

    shadowed.put(100);
    shadowed.index.remove(5);
    later.settle();
    assertThat(backend.held()).as("it is left in peace until the second is over").hasSize(32);
    later.elapse();
    later.settle();
    assertThat(backend.begun()).isEqualTo(1);
    assertThat(backend.held()).containsKey(100).doesNotContainKey(5);
    requireInStep(backend);
  }

  @Test
  void aStoreThatRefusesABatchIsFilledFromNothing() {
    shadowed.putUpTo(99);
    var backend = new FakeBackend("fake");
    backend.before(failing("put", 3, new BackendFailedException("no")));
    shadowed.stores.use(BackendOptions.of(backend, BackendTrust.VERIFIED));
    later.settle();
    later.elapse();
    later.settle();
    assertThat(backend.begun()).isEqualTo(2);
    requireInStep(backend);
  }

  @Test
  void aStoreThatFailsAgainAndAgainIsLeftAloneForLongerAndLonger() {
    shadowed.putUpTo(9);
    var backend = new FakeBackend("fake");
    backend.before(call -> {
      throw new BackendUnavailableException("away");
    });
    shadowed.stores.use(BackendOptions.of(backend, BackendTrust.VERIFIED));
    for (int i = 0; i < 12; i++) {
      later.settle();
      later.elapse();
    }
    assertThat(later.delays().subList(0, 4))
        .extracting(Duration::toSeconds)
        .containsExactly(1L, 2L, 4L, 8L);
    assertThat(later.delays().getLast()).isEqualTo(Duration.ofMinutes(5));
    assertThat(shadowed.health().phase()).isEqualTo(Phase.FILLING);
    assertThat(shadowed.search(shadowed.vector(), 3).size()).isEqualTo(3);

    backend.before(call -> {});
    later.settle();
    requireInStep(backend);
  }

  @Test
  void aStoreThatDropsWhatItTookIsCaughtByCounting() {
    shadowed.putUpTo(40);
    var backend = new FakeBackend("fake");
    var counts = new AtomicInteger();
    backend.before(call -> {
      if (call.equals("count") && counts.incrementAndGet() == 1) {
        backend.held().remove(17);
      }
    });
    shadowed.stores.use(BackendOptions.of(backend, BackendTrust.VERIFIED));
    later.settle();
    assertThat(shadowed.health().phase()).isEqualTo(Phase.FILLING);
    later.elapse();
    later.settle();
    assertThat(backend.begun()).isEqualTo(2);
    requireInStep(backend);
  }

  @Test
  void aRebuiltIndexFillsTheStoreAnew() {
    shadowed.putUpTo(40);
    FakeBackend backend = shadowed.use("fake");
    later.settle();
    shadowed.builtIn = Shadowed.empty();
    shadowed.index = shadowed.stores.over(shadowed.builtIn);
    assertThat(shadowed.search(shadowed.vector(), 5).size()).isZero();
    later.settle();
    assertThat(backend.held()).as("the vault has vectors, the index none").isEmpty();
    shadowed.putUpTo(20);
    assertThat(shadowed.search(shadowed.vector(), 5).size()).isEqualTo(5);
    later.settle();
    assertThat(backend.held()).hasSize(21);
    assertThat(shadowed.health().lies()).isZero();
    requireInStep(backend);
  }

  @Test
  void aVaultThatCannotBeReadNowIsReadLater() {
    shadowed.putUpTo(40);
    FakeBackend backend = shadowed.use("fake");
    later.step();
    float[][] parts = shadowed.vault.put(3, new float[0][]); // an entry without vectors is refused
    later.settle();
    assertThat(backend.held()).isEmpty();
    shadowed.vault.put(3, parts);
    later.elapse();
    later.settle();
    requireInStep(backend);
  }

  @Test
  void writersNeverWaitForAStoreThatHangs() throws InterruptedException {
    var hanging = new CountDownLatch(1);
    var released = new CountDownLatch(1);
    try (var real = new Shadowed(Later.threads(), Seed.random("hanging"))) {
      real.putUpTo(9);
      var backend = new FakeBackend("fake");
      backend.before(call -> {
        hanging.countDown();
        while (released.getCount() > 0) {
          try {
            released.await();
          } catch (InterruptedException stubborn) {
            // it does not heed it
          }
        }
      });
      real.stores.use(BackendOptions.of(backend, BackendTrust.VERIFIED));
      hanging.await();
      real.putUpTo(2_000);
      assertThat(real.search(real.first(1_234), 1).ordinals()).containsExactly(1_234);
      assertThat(real.health().waiting()).isGreaterThanOrEqualTo(1_991);
    } finally {
      released.countDown();
    }
  }

  @Test
  void aWriteThatIsLateIsNeverOvertaken() {
    shadowed.putUpTo(40);
    var backend = new FakeBackend("fake");
    var released = new CountDownLatch(1);
    var puts = new AtomicInteger();
    backend.before(call -> {
      if (call.equals("put") && puts.incrementAndGet() == 1) {
        while (released.getCount() > 0) {
          try {
            released.await();
          } catch (InterruptedException stubborn) {
            // it goes on
          }
        }
      }
    });
    shadowed.stores.use(
        BackendOptions.of(backend, BackendTrust.VERIFIED).withWriteTime(Duration.ofMillis(5)));
    later.settle();
    later.elapse();
    later.settle();
    assertThat(puts).as("nothing is sent while the late call goes on").hasValue(1);
    released.countDown();
    for (int i = 0; i < 10_000 && shadowed.health().phase() != Phase.ACTIVE; i++) {
      later.elapse();
      later.settle();
      Thread.onSpinWait();
    }
    requireInStep(backend);
  }
}
