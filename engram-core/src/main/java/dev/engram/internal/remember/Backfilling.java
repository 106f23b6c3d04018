package dev.engram.internal.remember;

import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.remember.TurnEmbedding.InContext;
import dev.engram.internal.seal.Sealing;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.MemoryReads;
import dev.engram.internal.vault.MemoryRow;
import dev.engram.internal.vault.ReaderPool.Statements;
import dev.engram.internal.vault.SessionReads;
import dev.engram.internal.vault.SessionReads.Said;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Memory;
import dev.engram.memory.SecurityTier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Gives vectors to memories that were stored while no embedder answered, and to those that are
 * moved to another model. Thread-safe.
 */
public final class Backfilling {
  private final Vault vault;
  private final Sealing sealing;
  private final EmbeddingDesk desk;
  private final TurnEmbedding embedding;
  private final TurnEmbedding moving;
  private final Spaces spaces;

  Backfilling(Vault vault, Sealing sealing, EmbeddingDesk desk, Spaces spaces) {
    this.vault = vault;
    this.sealing = sealing;
    this.desk = desk;
    this.embedding = new TurnEmbedding(desk::documents);
    this.moving = new TurnEmbedding(desk::nextDocuments);
    this.spaces = spaces;
  }

  /**
   * Embeds the next memories that have no vectors yet.
   *
   * @param most how many to embed at most
   * @return how many were embedded; zero when none are pending or the embedder is down
   */
  public int backfill(int most) {
    OptionalLong space = spaces.row();
    if (space.isEmpty() || !desk.available()) {
      return 0;
    }
    List<Integer> pending = vault.readers().read(reads -> EmbeddingTable.pending(reads, most));
    return fill(pending, embedding, space.getAsLong());
  }

  /**
   * Embeds memories by the model that comes.
   *
   * @return how many have vectors of it now; zero when it is down
   */
  public int move(List<Integer> ordinals) {
    Optional<Spaces.Space> next = spaces.state().next();
    return next.isPresent() ? fill(ordinals, moving, next.get().row()) : 0;
  }

  private int fill(List<Integer> ordinals, TurnEmbedding by, long space) {
    List<Unembedded> texts = texts(ordinals);
    if (texts.isEmpty()) {
      return 0;
    }
    Optional<List<float[][]>> vectors = by.embed(texts.stream().map(Unembedded::text).toList());
    if (vectors.isEmpty()) {
      return 0;
    }
    return vault
        .writer()
        .write(tx -> {
          if (!serves(space)) {
            return 0;
          }
          for (int i = 0; i < texts.size(); i++) {
            int ordinal = texts.get(i).ordinal();
            if (MemoryReads.byOrdinal(tx, ordinal).isEmpty()) {
              continue; // erased meanwhile
            }
            spaces.keep(tx, ordinal, texts.get(i).tier(), space, vectors.get().get(i));
            EmbeddingTable.filled(tx, ordinal);
          }
          return texts.size();
        });
  }

  /** Whether a space is still one that vectors are stored for. */
  private boolean serves(long space) {
    Spaces.State state = spaces.state();
    return state.now().filter(one -> one.row() == space).isPresent()
        || state.next().filter(one -> one.row() == space).isPresent();
  }

  private record Unembedded(int ordinal, SecurityTier tier, InContext text) {}

  private List<Unembedded> texts(List<Integer> ordinals) {
    return vault
        .readers()
        .read(statements -> {
          var found = new ArrayList<Unembedded>();
          for (int ordinal : ordinals) {
            Optional<MemoryRow> row = MemoryReads.byOrdinal(statements, ordinal);
            if (row.isPresent()) {
              Optional<Said> before = before(statements, row.get());
              Memory whole = sealing.open(statements, row.get()).memory();
              var text = new InContext(said(whole), before);
              found.add(new Unembedded(ordinal, whole.traits().tier(), text));
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
