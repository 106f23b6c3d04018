package dev.engram.internal.seal;

import dev.engram.health.Diagnosis.Finding;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.SealedTable;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Whether everything that is sealed opens, and nothing else lies among it. */
public final class SealedChecks {
  private static final int SLICE = 500;
  private static final String CHECK = "sealed memories open";

  private SealedChecks() {}

  /** Opens every sealed row; some ten microseconds each. */
  public static Finding all(Statements reads, Sealing sealing) throws SQLException {
    int count = 0;
    int broken = 0;
    List<Integer> slice = SealedTable.after(reads, 0, SLICE);
    while (!slice.isEmpty()) {
      for (int ordinal : slice) {
        count++;
        Optional<MemoryRow> row = MemoryReads.byOrdinal(reads, ordinal);
        broken += row.isPresent() && sealing.opens(reads, row.get()) ? 0 : 1;
      }
      slice = SealedTable.after(reads, slice.getLast(), SLICE);
    }
    String detail = count == 0 ? "nothing is sealed" : "all " + count + " open";
    return new Finding(
        CHECK, broken == 0, broken == 0 ? detail : broken + " of " + count + " do not open");
  }
}
