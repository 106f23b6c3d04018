package dev.engram.internal.remember;

import dev.engram.internal.remember.Preparation.Ready;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.Transaction;
import dev.engram.memory.Source;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Tells what came out of an archive, and how far that is believed (spec §10.24.3): what it says
 * again strengthens nothing, what it contradicts stays, and it is never more than half believed.
 */
final class Imported {
  /** The highest confidence. */
  static final double MOST = 0.5;

  private Imported() {}

  static boolean is(Ready ready) {
    return ready.piece().memory().placement().source() == Source.IMPORT;
  }

  static boolean is(FactDraft draft, Optional<MemoryRow> origin) {
    return draft.source() == Source.IMPORT || origin.filter(Imported::is).isPresent();
  }

  /** Whether a row, or the episode that it was found in, came out of an archive. */
  static boolean is(Transaction tx, MemoryRow row) throws SQLException {
    return is(row)
        || (row.origin() != 0
            && MemoryReads.byOrdinal(tx, row.origin()).filter(Imported::is).isPresent());
  }

  private static boolean is(MemoryRow row) {
    return row.memory().traits().source() == Source.IMPORT;
  }
}
