package dev.engram.internal.lifecycle;

import dev.engram.config.EngramOptions;
import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.outward.Outward;
import dev.engram.internal.outward.OutwardEmbedder;
import dev.engram.internal.vault.MigrationTable;
import dev.engram.internal.vault.SettingTable;
import dev.engram.internal.vault.SpaceTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Which of the embedders that a vault is opened with is in use, and which comes in its place.
 *
 * @param desk where they are called
 * @param goesOn whether a move between both goes on
 * @param begins the embedder to which a move is to begin, if one is
 */
record Seating(EmbeddingDesk desk, boolean goesOn, Optional<OutwardEmbedder> begins) {
  /** Looks into the vault; a former embedder that is of no use is closed. */
  static Seating of(Vault vault, EngramOptions options, Outward outward) {
    Outward.Embedders given = outward.embedders(options);
    Optional<OutwardEmbedder> embedder = given.now();
    Optional<OutwardEmbedder> former = given.former();
    if (embedder.isPresent() && former.isPresent()) {
      String from = former.get().model().id();
      String to = embedder.get().model().id();
      Move move = vault.writer().write(tx -> move(tx, from, to));
      if (move != Move.NONE) {
        var desk = new EmbeddingDesk(former, outward);
        if (move == Move.BEGINS) {
          return new Seating(desk, false, embedder);
        }
        desk.begin(embedder.get());
        return new Seating(desk, true, Optional.empty());
      }
    }
    former.ifPresent(OutwardEmbedder::close);
    return new Seating(new EmbeddingDesk(embedder, outward), false, Optional.empty());
  }

  private enum Move {
    NONE,
    BEGINS,
    GOES_ON
  }

  private static Move move(Transaction tx, String from, String to) throws SQLException {
    Optional<MigrationTable.Row> row = MigrationTable.get(tx);
    if (row.isPresent()) {
      boolean same =
          row.get().source().model().equals(from) && row.get().target().model().equals(to);
      return same ? Move.GOES_ON : Move.NONE;
    }
    Optional<String> space = SettingTable.get(tx, SettingTable.SPACE);
    boolean formerInUse =
        space.isPresent()
            && SpaceTable.get(tx, Long.parseLong(space.get()))
                .filter(one -> one.model().equals(from))
                .isPresent();
    return formerInUse && !from.equals(to) ? Move.BEGINS : Move.NONE;
  }
}
