package dev.engram.internal.projection;

import dev.engram.internal.vault.SettingTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Whether vectors are searched at all: an index that nobody asked in a week is left in the vault at
 * open, takes no memory and is not kept up, until somebody asks (spec §36.6). Thread-safe.
 */
final class SpaceUse {
  private static final Duration RESTS_AFTER = Duration.ofDays(7);
  private static final Duration NOTED_EVERY = Duration.ofDays(1);

  /** What a person does not notice; an index of some thousand vectors is loaded in it. */
  private static final Duration MOMENT = Duration.ofMillis(50);

  private final Vault vault;
  private final InstantSource clock;
  private volatile Instant noted;
  private volatile boolean asked;
  private volatile boolean resting;
  private CompletableFuture<Boolean> waking = CompletableFuture.completedFuture(true);

  private SpaceUse(Vault vault, InstantSource clock, Instant noted, boolean resting) {
    this.vault = vault;
    this.clock = clock;
    this.noted = noted;
    this.resting = resting;
  }

  /**
   * As the vault knows it at open.
   *
   * @param mayRest whether nothing but searches wants the index
   */
  static SpaceUse of(Vault vault, InstantSource clock, boolean mayRest) {
    Instant now = clock.instant();
    Instant last =
        vault
            .writer()
            .write(tx -> {
              Optional<Instant> known =
                  SettingTable.get(tx, SettingTable.ASKED).map(Instant::parse);
              if (known.isEmpty()) {
                note(tx, now);
              }
              return known.orElse(now);
            });
    boolean rests = mayRest && last.plus(RESTS_AFTER).isBefore(now);
    return new SpaceUse(vault, clock, last, rests);
  }

  private static void note(Transaction tx, Instant when) throws SQLException {
    SettingTable.put(tx, SettingTable.ASKED, when.toString());
  }

  /** Whether the index of the space in use is left in the vault. */
  boolean resting() {
    return resting;
  }

  /** Whether somebody asked and the index is still on its way. */
  boolean waking() {
    return asked && resting;
  }

  /**
   * Somebody asks. If the index rests, {@code wake} is run beside the caller, who waits for it for
   * {@link #MOMENT} at most.
   */
  void asked(Runnable wake) {
    asked = true;
    if (resting) {
      await(waking(wake), MOMENT);
    }
  }

  /** Somebody asks who waits however long it takes. */
  void needed(Runnable wake) {
    asked = true;
    if (resting) {
      waking(wake).join();
    }
  }

  private synchronized CompletableFuture<Boolean> waking(Runnable wake) {
    if (resting && waking.isDone()) { // not begun, or failed
      waking = begun(wake);
    }
    return waking;
  }

  private CompletableFuture<Boolean> begun(Runnable wake) {
    return CompletableFuture.supplyAsync(
        () -> {
          wake.run();
          resting = false;
          return true;
        },
        task -> Thread.ofVirtual().name("engram-waking").start(task));
  }

  private static void await(CompletableFuture<Boolean> waking, Duration most) {
    try {
      waking.get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException later) {
      // words answer; whoever asks next tries again what failed
    } catch (InterruptedException again) {
      Thread.currentThread().interrupt();
    }
  }

  /** Notes in the vault that somebody asked, once a day. */
  void noteIfDue() {
    Instant now = clock.instant();
    if (asked && noted.plus(NOTED_EVERY).isBefore(now)) {
      noted = now;
      vault
          .writer()
          .write(tx -> {
            note(tx, now);
            return true;
          });
    }
  }
}
