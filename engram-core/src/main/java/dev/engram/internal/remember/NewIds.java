package dev.engram.internal.remember;

import dev.engram.internal.vault.MemoryWrites;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.MemoryId;
import java.sql.SQLException;
import java.time.Instant;
import java.util.random.RandomGenerator;

/** Gives new memories their names. */
final class NewIds {
  private final RandomGenerator random;

  NewIds(RandomGenerator random) {
    this.random = random;
  }

  /** An id that no memory of the vault has. */
  MemoryId next(Transaction tx, Instant now) throws SQLException {
    MemoryId id = MemoryId.create(now.toEpochMilli(), random);
    while (MemoryWrites.known(tx, id)) {
      id = MemoryId.create(now.toEpochMilli(), random);
    }
    return id;
  }
}
