package dev.engram.internal.projection;

import dev.engram.config.EngramOptions;
import dev.engram.internal.backend.BackendRegistry;
import dev.engram.internal.backend.Later;
import dev.engram.internal.index.vector.VectorSpace;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.spi.BackendAudit;
import dev.engram.spi.EmbeddingModel;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The projections of one engine, each by its own type.
 *
 * @param visibility who may see what
 * @param context length, order and neighbours of turns
 * @param marks who said it, how much it matters, what it holds
 * @param origin which episode each fact was found in
 * @param lexical words of what stands for itself
 * @param derived words of facts that were found in episodes
 * @param past words of facts that gave way to others
 * @param duplicates near duplicates of episodes
 * @param edges links between memories
 * @param mentions which entities memories speak of
 * @param times when memories happened, and the times they speak of
 * @param spaces vectors: of the space in use, if there is an embedder, and of the one that comes
 * @param follower keeps them in step with the vault
 */
public record ProjectionSet(
    VisibilityProjection visibility,
    ContextProjection context,
    MarkProjection marks,
    OriginProjection origin,
    LexicalProjection lexical,
    LexicalProjection derived,
    LexicalProjection past,
    DuplicateProjection duplicates,
    EdgeProjection edges,
    MentionProjection mentions,
    TimeProjection times,
    Spaces spaces,
    Projections follower)
    implements AutoCloseable {

  /**
   * Loads the projections of a vault and begins to follow it.
   *
   * @param model whose space is in use
   * @param next whose space comes in its place, if that was begun
   * @param clock by which an index that nobody asks comes to rest
   * @param options how vectors are indexed and what is saved when
   */
  public static ProjectionSet start(
      Vault vault,
      Optional<EmbeddingModel> model,
      Optional<EmbeddingModel> next,
      InstantSource clock,
      EngramOptions options) {
    var spaces = SpaceRows.register(vault, model, next, options.vectors());
    boolean mayRest = model.isPresent() && next.isEmpty() && options.vectorBackend().isEmpty();
    var use = SpaceUse.of(vault, clock, mayRest);
    var set = of(vault, spaces, use.resting(), options.vault().saveEvery());
    spaces.used(use, () -> set.wake(vault));
    set.follower.start();
    return set;
  }

  private void wake(Vault vault) {
    vault
        .writer()
        .upkeep(tx -> {
          follower.add(tx, semantic().orElseThrow(), false);
          return true;
        });
  }

  /**
   * Lets outside stores answer searches by meaning; nothing without an embedder. Once, before
   * anything is written.
   */
  public Optional<BackendRegistry> outside(Vault vault, InstantSource clock, BackendAudit witness) {
    return semantic()
        .map(projection -> {
          VectorSpace space = projection.space();
          var stores =
              new BackendRegistry(
                  space,
                  full(vault, spaceRow().orElseThrow(), space),
                  clock,
                  Later.threads(),
                  UnaryOperator.identity(),
                  witness);
          projection.shadowedBy(stores);
          spaces.followedBy(next -> {
            stores.moveTo(next.vectorSpace(), full(vault, next.row(), next.vectorSpace()));
            next.vectors().shadowedBy(stores);
          });
          return stores;
        });
  }

  private static BackendRegistry.Vectors full(Vault vault, long row, VectorSpace space) {
    var vectors = new PooledVectors(vault, row, space.dimension());
    return new BackendRegistry.Vectors(vectors, vectors::last);
  }

  /** The same projections made afresh from the vault's rows, for comparison; within a write. */
  public ProjectionSet rebuilt(Transaction tx, Vault vault) throws SQLException {
    var set = of(vault, spaces.fresh(), false, Integer.MAX_VALUE);
    set.follower.rebuild(tx);
    return set;
  }

  /** The vectors of the space in use, if there is an embedder. */
  public Optional<SemanticProjection> semantic() {
    return spaces.state().now().map(Spaces.Space::vectors);
  }

  /** The row of the space in use, if there is an embedder. */
  public OptionalLong spaceRow() {
    return spaces.row();
  }

  private static ProjectionSet of(Vault vault, Spaces spaces, boolean resting, int saveEvery) {
    var visibility = new VisibilityProjection();
    var context = new ContextProjection(spaces::model);
    var marks = new MarkProjection();
    var origin = new OriginProjection();
    var lexical = LexicalProjection.ofOwn();
    var derived = LexicalProjection.ofDerived();
    var past = LexicalProjection.ofPast();
    var duplicates = new DuplicateProjection();
    var edges = new EdgeProjection();
    var mentions = new MentionProjection();
    var times = new TimeProjection();
    List<Projection> all =
        new ArrayList<>(
            List.of(
                visibility,
                context,
                marks,
                origin,
                lexical,
                derived,
                past,
                duplicates,
                edges,
                mentions,
                times));
    spaces.state().now().filter(space -> !resting).ifPresent(space -> all.add(space.vectors()));
    spaces.state().next().ifPresent(space -> all.add(space.vectors()));
    var follower = new Projections(vault, all, spaces, saveEvery);
    return new ProjectionSet(
        visibility,
        context,
        marks,
        origin,
        lexical,
        derived,
        past,
        duplicates,
        edges,
        mentions,
        times,
        spaces,
        follower);
  }

  @Override
  public void close() {
    follower.close();
    spaces.free();
  }
}
