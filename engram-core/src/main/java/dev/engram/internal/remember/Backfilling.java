package dev.engram.internal.remember;

import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.remember.TurnEmbedding.InContext;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.SessionReads;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Memory;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Gives vectors to memories that were stored while no embedder answered. Thread-safe. */
public final class Backfilling {
  private final Vault vault;
  private final EmbeddingDesk desk;
  private final TurnEmbedding embedding;
  private final OptionalLong space;

  Backfilling(Vault vault, EmbeddingDesk desk, TurnEmbedding embedding, OptionalLong space) {
    this.vault = vault;
    this.desk = desk;
    this.embedding = embedding;
    this.space = space;
  }

  /**
   * Embeds the next memories that have no vectors yet.
   *
   * @param most how many to embed at most
   * @return how many were embedded; zero when none are pending or the embedder is down
   */
  public int backfill(int most) {
    if (space.isEmpty() || !desk.available()) {
      return 0;
    }
    List<Pending> pending = pending(most);
    if (pending.isEmpty()) {
      return 0;
    }
    Optional<List<float[][]>> vectors =
        embedding.embed(pending.stream().map(Pending::text).toList());
    if (vectors.isEmpty()) {
      return 0;
    }
    return vault
        .writer()
        .write(tx -> {
          for (int i = 0; i < pending.size(); i++) {
            int ordinal = pending.get(i).ordinal();
            EmbeddingTable.put(tx, ordinal, space.orElseThrow(), vectors.get().get(i));
            EmbeddingTable.filled(tx, ordinal);
          }
          return pending.size();
        });
  }

  private record Pending(int ordinal, InContext text) {}

  private List<Pending> pending(int most) {
    return vault
        .readers()
        .read(statements -> {
          var found = new ArrayList<Pending>();
          for (int ordinal : EmbeddingTable.pending(statements, most)) {
            Optional<MemoryRow> row = MemoryReads.byOrdinal(statements, ordinal);
            if (row.isPresent()) {
              Optional<Said> before = before(statements, row.get());
              found.add(new Pending(ordinal, new InContext(said(row.get().memory()), before)));
            }
          }
          return found;
        });
  }

  private static Said said(Memory memory) {
    return memory instanceof Memory.Episode episode
        ? new Said(episode.speaker(), episode.text())
        : new Said(Optional.empty(), memory.text());
  }

  private static Optional<Said> before(Statements statements, MemoryRow row) throws SQLException {
    return row.session() == 0
        ? Optional.empty()
        : SessionReads.before(statements, row.session(), row.position());
  }
}
