package dev.engram.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.engram.HandClock;
import dev.engram.TestKeys;
import dev.engram.internal.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks an index that rests does not wait for it longer than a moment. */
class SpaceUseTest {
  @TempDir private Path folder;
  private final HandClock clock = new HandClock();

  private Vault open() {
    var settings = new Vault.Settings(true, 1, 10);
    return Vault.open(folder.resolve("v.engram"), TestKeys.right(), settings, clock, new Random(1));
  }

  private SpaceUse rested(Vault vault) {
    SpaceUse.of(vault, clock, true);
    clock.move(Duration.ofDays(8));
    SpaceUse use = SpaceUse.of(vault, clock, true);
    assertThat(use.resting()).isTrue();
    assertThat(use.waking()).isFalse();
    return use;
  }

  @Test
  void whoAsksGoesOnWhileTheIndexIsLoaded() {
    try (Vault vault = open()) {
      SpaceUse use = rested(vault);
      var loaded = new CountDownLatch(1);
      var times = new AtomicInteger();
      Runnable load =
          () -> {
            times.incrementAndGet();
            awaitUninterruptibly(loaded);
          };
      use.asked(load);
      use.asked(load);
      assertThat(use.waking()).isTrue();
      loaded.countDown();
      use.needed(load);
      assertThat(use.resting()).isFalse();
      assertThat(use.waking()).isFalse();
      assertThat(times).as("loaded once").hasValue(1);
    }
  }

  @Test
  void whatFailsIsTriedAgainByTheNextWhoAsks() {
    try (Vault vault = open()) {
      SpaceUse use = rested(vault);
      use.asked(() -> {
        throw new IllegalStateException("the writer is full");
      });
      while (use.resting()) {
        use.asked(() -> {});
      }
      assertThat(use.waking()).isFalse();
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }
}
