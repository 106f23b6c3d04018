package dev.engram.internal.projection;

import dev.engram.internal.vault.Attached;
import dev.engram.internal.vault.AttachedReads;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.Transaction;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads what hangs on a row, as far as projections ask for it. On the writer's thread. */
final class Hanging {
  private final Spaces spaces;

  Hanging(Spaces spaces) {
    this.spaces = spaces;
  }

  Attached of(Transaction tx, MemoryRow row, Set<Attached.Part> wanted) throws SQLException {
    if (wanted.isEmpty()) {
      return Attached.NOTHING;
    }
    int ordinal = row.ordinal();
    boolean vectors = wanted.contains(Attached.Part.VECTORS) && row.memory().traits().embedded();
    Spaces.State state = vectors ? spaces.state() : Spaces.State.NONE;
    return new Attached(
        vectors(tx, ordinal, state.now()),
        vectors(tx, ordinal, state.next()),
        wanted.contains(Attached.Part.MENTIONS) ? AttachedReads.mentions(tx, ordinal) : List.of(),
        wanted.contains(Attached.Part.TIMES) ? AttachedReads.times(tx, ordinal) : List.of(),
        wanted.contains(Attached.Part.EDGES) ? AttachedReads.edges(tx, row.root()) : List.of());
  }

  private static Optional<float[][]> vectors(
      Transaction tx, int ordinal, Optional<Spaces.Space> space) throws SQLException {
    return space.isPresent()
        ? EmbeddingTable.get(tx, ordinal, space.get().row(), space.get().dimension())
        : Optional.empty();
  }
}
