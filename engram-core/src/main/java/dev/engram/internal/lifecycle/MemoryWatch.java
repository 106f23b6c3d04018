package dev.engram.internal.lifecycle;

import dev.engram.internal.index.filter.OrdinalFilter;
import dev.engram.internal.index.quantize.Temperature;
import dev.engram.internal.index.select.Pressure;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.vault.UsageTable;
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
  /** How often it is gone through which memories are still warm, while memory is short. */
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
    long used =
        projections.follower().ramBytes().values().stream().mapToLong(Long::longValue).sum();
    Pressure next = pressure.next(used, projections.spaces().options().memoryBudget());
    Instant now = clock.instant();
    boolean changed = next != pressure;
    boolean tiers = next == Pressure.ELEVATED && (changed || !now.isBefore(tiersDue));
    if (!changed && !tiers && !projections.spaces().upkeepDue()) {
      return;
    }
    pressure = next;
    tiersDue = tiers ? now.plus(TIERS_EVERY) : tiersDue;
    vault
        .writer()
        .upkeep(tx -> {
          Optional<OrdinalFilter> warm =
              tiers
                  ? Optional.of(
                      OrdinalFilter.of(UsageTable.usedSince(tx, now.minus(Temperature.WARM_FOR))))
                  : Optional.empty();
          projections.spaces().upkeep(tx, next, warm);
          return next;
        });
  }
}
