package dev.engram.internal.lifecycle;

import dev.engram.internal.vault.SpaceTable;
import dev.engram.internal.vault.Vault;
import java.util.Optional;

/**
 * Drops the vectors of spaces that were given up, as idle work: some at a time, so that writes come
 * between. What a snapshot keeps stays. Thread-safe.
 */
final class RetiredSpaces {
  private static final int SLICE = 500;

  private final Vault vault;
  private boolean due = true;
  private int after;

  RetiredSpaces(Vault vault) {
    this.vault = vault;
  }

  /** There may be something to drop. */
  synchronized void look() {
    due = true;
    after = 0;
  }

  /**
   * Drops some.
   *
   * @return whether there may be more
   */
  synchronized boolean step() {
    if (due && !vault.readers().read(SpaceTable::anyRetired)) {
      due = false;
    }
    if (due) {
      Optional<Integer> last = vault.writer().write(tx -> SpaceTable.dropRetired(tx, after, SLICE));
      due = last.isPresent();
      after = last.orElse(0);
    }
    return due;
  }
}
