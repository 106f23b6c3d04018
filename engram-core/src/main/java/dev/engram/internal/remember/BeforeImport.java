package dev.engram.internal.remember;

import dev.engram.internal.projection.Spaces;
import dev.engram.internal.vault.SnapshotTable;
import dev.engram.internal.vault.Transaction;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Takes a snapshot of the vectors before much comes in at once (spec §36.9.3), in the transaction
 * that brings it; one an hour, so that an import in many calls leaves older snapshots alone.
 */
final class BeforeImport {
  /** From how many materials in one call on it is an import. */
  static final int MUCH = 1_000;

  private static final String LABEL = "pre-import-";
  private static final Duration APART = Duration.ofHours(1);

  private final Spaces spaces;
  private final SteadyClock clock;

  BeforeImport(Spaces spaces, SteadyClock clock) {
    this.spaces = spaces;
    this.clock = clock;
  }

  /** Takes one if it is due. */
  void keep(Transaction tx, int materials) throws SQLException {
    if (materials < MUCH || spaces.row().isEmpty()) {
      return;
    }
    long space = spaces.row().getAsLong();
    Instant now = clock.now();
    Instant last = SnapshotTable.last(tx, space, LABEL);
    if (Duration.between(last, now).abs().compareTo(APART) > 0) {
      SnapshotTable.take(tx, space, LABEL + now.truncatedTo(ChronoUnit.SECONDS), now);
    }
  }
}
