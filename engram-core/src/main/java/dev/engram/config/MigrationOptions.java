package dev.engram.config;

import dev.engram.fault.InvalidInputException;

/**
 * How a migration to another embedding model goes about it. Immutable.
 *
 * @param batch how many memories one call to the new model brings, 1 to 1,000
 * @param perSecond how many memories are embedded a second at most, 1 to 1,000,000; {@code
 *     maintain()} does not wait
 * @param snapshot whether a snapshot of the vectors in use is taken first
 */
public record MigrationOptions(int batch, int perSecond, boolean snapshot) {
  private static final int MOST_A_BATCH = 1_000;
  private static final int MOST_A_SECOND = 1_000_000;

  public MigrationOptions {
    if (batch < 1 || batch > MOST_A_BATCH) {
      throw InvalidInputException.option(
          "migration.batch", "must be 1 to " + MOST_A_BATCH + ", got " + batch);
    }
    if (perSecond < 1 || perSecond > MOST_A_SECOND) {
      throw InvalidInputException.option(
          "migration.perSecond", "must be 1 to " + MOST_A_SECOND + ", got " + perSecond);
    }
  }

  /** Batches of 50, at most 200 memories a second, a snapshot first. */
  public static MigrationOptions defaults() {
    return new MigrationOptions(50, 200, true);
  }

  /** In batches of so many. */
  public MigrationOptions inBatchesOf(int memories) {
    return new MigrationOptions(memories, perSecond, snapshot);
  }

  /** At most so many a second. */
  public MigrationOptions atMostPerSecond(int memories) {
    return new MigrationOptions(batch, memories, snapshot);
  }

  /** Without a snapshot: the old vectors are gone when it is done. */
  public MigrationOptions withoutSnapshot() {
    return new MigrationOptions(batch, perSecond, false);
  }
}
