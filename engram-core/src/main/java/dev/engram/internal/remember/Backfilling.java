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
import dev.engram.internal.vault.SpaceTable;
import dev.engram.internal.vault.Vault;
import dev.engram.memory.Memory;
import dev.engram.memory.SecurityTier;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

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
  private final Map<Long, Set<Integer>> withheld = new ConcurrentHashMap<>();

  Backfilling(Vault vault, Sealing sealing, EmbeddingDesk desk, Spaces spaces) {
    this.vault = vault;
    this.sealing = sealing;
    this.desk = desk;
    this.embedding = new TurnEmbedding(desk::documents);
    this.moving = new TurnEmbedding(desk::nextDocuments);
    this.spaces = spaces;
  }

  /**
   * What became of some memories.
   *
   * @param embedded how many have vectors now
   * @param withheld how many must not leave for the embedder, and stay without
   */
  public record Filled(int embedded, int withheld) {
    static final Filled NONE = new Filled(0, 0);

    /** How many were looked at. */
    public int seen() {
      return embedded + withheld;
    }
  }

  /**
   * Embeds the next memories that have no vectors yet.
   *
   * @param most how many to embed at most
   * @return zeros when none are pending that may leave, or the embedder is down
   */
  public Filled backfill(int most) {
    OptionalLong space = spaces.row();
    if (space.isEmpty() || !desk.available()) {
      return Filled.NONE;
    }
    Set<Integer> stay = withheld(space.getAsLong());
    List<Integer> pending =
        vault.readers().read(reads -> EmbeddingTable.pending(reads, most + stay.size())).stream()
            .filter(ordinal -> !stay.contains(ordinal))
            .limit(most)
            .toList();
    return fill(pending, embedding, space.getAsLong());
  }

  /**
   * Embeds memories by the model that comes.
   *
   * @return zeros when it is down
   */
  public Filled move(List<Integer> ordinals) {
    Optional<Spaces.Space> next = spaces.state().next();
    return next.isPresent() ? fill(ordinals, moving, next.get().row()) : Filled.NONE;
  }

  /**
   * Memories that must not leave for the model of a space, as far as this engine has tried; they
   * are not tried again while it is open.
   */
  public Set<Integer> withheld(long space) {
    return Set.copyOf(withheld.getOrDefault(space, Set.of()));
  }

  /**
   * The next memories that should have vectors in a space and have none, but for those that stay.
   *
   * @param after only larger ordinals
   */
  public List<Integer> missing(long space, int after, int most) {
    Set<Integer> stay = withheld(space);
    return vault
        .readers()
        .read(reads -> SpaceTable.missing(reads, space, after, most + stay.size()))
        .stream()
        .filter(ordinal -> !stay.contains(ordinal))
        .limit(most)
        .toList();
  }

  private Filled fill(List<Integer> ordinals, TurnEmbedding by, long space) {
    List<Unembedded> texts = texts(ordinals);
    if (texts.isEmpty()) {
      return Filled.NONE;
    }
    Optional<List<float[][]>> vectors = by.embed(texts.stream().map(Unembedded::text).toList());
    return vectors.map(all -> kept(texts, all, space)).orElse(Filled.NONE);
  }

  private Filled kept(List<Unembedded> texts, List<float[][]> vectors, long space) {
    for (int i = 0; i < texts.size(); i++) {
      if (!Preparation.any(vectors.get(i))) {
        withheld
            .computeIfAbsent(space, one -> ConcurrentHashMap.newKeySet())
            .add(texts.get(i).ordinal());
      }
    }
    int embedded = (int) vectors.stream().filter(Preparation::any).count();
    if (embedded == 0) {
      return new Filled(0, texts.size());
    }
    return vault
        .writer()
        .write(tx -> {
          if (!serves(space)) {
            return Filled.NONE;
          }
          for (int i = 0; i < texts.size(); i++) {
            int ordinal = texts.get(i).ordinal();
            boolean any = Preparation.any(vectors.get(i));
            if (!any || MemoryReads.byOrdinal(tx, ordinal).isEmpty()) {
              continue; // must stay here, or was erased meanwhile
            }
            spaces.keep(tx, ordinal, texts.get(i).tier(), space, vectors.get(i));
            EmbeddingTable.filled(tx, ordinal);
          }
          return new Filled(embedded, texts.size() - embedded);
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
              SecurityTier tier = whole.traits().tier();
              found.add(new Unembedded(ordinal, tier, new InContext(said(whole), before, tier)));
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
