package dev.engram.internal.lifecycle;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.select.Pressure;
import dev.engram.internal.index.select.Temperatures;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.vault.UsageTable;
import dev.engram.internal.vault.UsageTable.Lately;
import dev.engram.internal.vault.Vault;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Keeps indexes within their memory (spec §21, §36.2): measures what they take, tells the vector
 * indexes at what level of pressure they are, and lets them give up or take back what may be read
 * from the vault instead. Thread-safe; {@link #step} one at a time.
 */
final class MemoryWatch {
  /** How often it is gone through which memories are hot and which are cold. */
  private static final Duration TIERS_EVERY = Duration.ofHours(1);

  private final Vault vault;
  private final ProjectionSet projections;
  private final InstantSource clock;
  private volatile Pressure pressure = Pressure.NORMAL;
  private Instant tiersDue = Instant.MIN;

  MemoryWatch(Vault vault, ProjectionSet projections, InstantSource clock) {
    this.vault = vault;
    this.projections = projections;
    this.clock = clock;
  }

  /** The present level. */
  Pressure pressure() {
    return pressure;
  }

  /** Looks once. Cost: sums a few counters, unless something is to be done. */
  void step() {
    Pressure next = pressure.next(used(), projections.spaces().options().memoryBudget());
    boolean changed = next != pressure;
    pressure = next;
    Optional<Temperatures> told = temperatures(changed);
    if (!changed && told.isEmpty() && !projections.spaces().upkeepDue()) {
      return;
    }
    vault
        .writer()
        .upkeep(tx -> {
          projections.spaces().upkeep(tx, next, told);
          return next;
        });
  }

  /** Looks until nothing changes any more. */
  void everything() {
    long before;
    do {
      before = used();
      step();
    } while (projections.spaces().upkeepDue() && used() != before);
  }

  private long used() {
    return projections.follower().ramBytes().values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * How lately memories were of use, when it is time to go through them; read beside the writer.
   */
  private Optional<Temperatures> temperatures(boolean changed) {
    Instant now = clock.instant();
    boolean cools = changed && pressure == Pressure.ELEVATED;
    boolean wanted = cools || projections.spaces().wantsTemperatures();
    if (!wanted || (!changed && now.isBefore(tiersDue))) {
      return Optional.empty();
    }
    tiersDue = now.plus(TIERS_EVERY);
    int hottest = projections.spaces().hotRoom();
    return Optional.of(
        vault
            .readers()
            .read(reads -> {
              var hot = UsageTable.used(reads, lately(now, Temperatures.HOT_FOR), hottest);
              var warm =
                  UsageTable.used(reads, lately(now, Temperatures.WARM_FOR), Integer.MAX_VALUE);
              return new Temperatures(OrdinalFilter.of(hot), OrdinalFilter.of(warm));
            }));
  }

  private static Lately lately(Instant now, Duration past) {
    return new Lately(now.minus(past), now.minus(past.multipliedBy(2)), Temperatures.OFTEN);
  }
}
