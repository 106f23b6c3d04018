package dev.engram.internal.projection;

import dev.engram.internal.backend.BackendRegistry;
import dev.engram.internal.backend.Later;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.ProjectionTable;
import dev.engram.internal.vault.SettingTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.spi.EmbeddingModel;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * @param semantic vectors, if there is an embedder
 * @param spaceRow the row of the vector space, if there is an embedder
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
    Optional<SemanticProjection> semantic,
    OptionalLong spaceRow,
    Projections follower)
    implements AutoCloseable {

  /** Loads the projections of a vault and begins to follow it. */
  public static ProjectionSet start(Vault vault, Optional<EmbeddingModel> model, int saveEvery) {
    OptionalLong row =
        model.isPresent() ? OptionalLong.of(register(vault, model.get())) : OptionalLong.empty();
    var set = of(vault, model, row, saveEvery);
    set.follower.start();
    return set;
  }

  /**
   * Lets outside stores answer searches by meaning; nothing without an embedder. Once, before
   * anything is written.
   */
  public Optional<BackendRegistry> outside(Vault vault, InstantSource clock) {
    return semantic.map(projection -> {
      VectorSpace space = projection.index().space();
      var vectors = new VaultVectors(vault, spaceRow.orElseThrow(), space.dimension());
      var stores =
          new BackendRegistry(
              space,
              new BackendRegistry.Vectors(vectors, vectors::last),
              clock,
              Later.threads(),
              UnaryOperator.identity());
      projection.shadowedBy(stores);
      return stores;
    });
  }

  /** The same projections made afresh from the vault's rows, for comparison; within a write. */
  public static ProjectionSet rebuilt(
      Transaction tx, Vault vault, Optional<EmbeddingModel> model, OptionalLong row)
      throws SQLException {
    var set = of(vault, model, row, Integer.MAX_VALUE);
    set.follower.rebuild(tx);
    return set;
  }

  private static ProjectionSet of(
      Vault vault, Optional<EmbeddingModel> model, OptionalLong row, int saveEvery) {
    var visibility = new VisibilityProjection();
    var context = new ContextProjection(model.map(EmbeddingModel::id).orElse("(none)"));
    var marks = new MarkProjection();
    var origin = new OriginProjection();
    var lexical = LexicalProjection.ofOwn();
    var derived = LexicalProjection.ofDerived();
    var past = LexicalProjection.ofPast();
    var duplicates = new DuplicateProjection();
    var edges = new EdgeProjection();
    var mentions = new MentionProjection();
    var times = new TimeProjection();
    Optional<SemanticProjection> semantic =
        model.map(m -> new SemanticProjection(new VectorSpace(m.id(), m.dimension(), metric(m))));
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
    semantic.ifPresent(all::add);
    Optional<Projections.Space> space =
        model.map(m -> new Projections.Space(row.orElseThrow(), m.dimension()));
    var follower = new Projections(vault, all, space, saveEvery);
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
        semantic,
        row,
        follower);
  }

  /** Finds the model's space; when another was in use last, everything is to be embedded anew. */
  private static long register(Vault vault, EmbeddingModel model) {
    return vault
        .writer()
        .write(tx -> {
          String metric = metric(model).name().toLowerCase(Locale.ROOT);
          long row = EmbeddingTable.space(tx, model.id(), model.dimension(), metric);
          String name = Long.toString(row);
          if (!SettingTable.get(tx, SettingTable.SPACE).equals(Optional.of(name))) {
            if (EmbeddingTable.markPending(tx, row) > 0) {
              // its bitmap of pending memories is no longer true
              ProjectionTable.delete(tx, VisibilityProjection.NAME);
            }
            SettingTable.put(tx, SettingTable.SPACE, name);
          }
          return row;
        });
  }

  private static Metric metric(EmbeddingModel model) {
    return switch (model.metric()) {
      case COSINE -> Metric.COSINE;
      case DOT -> Metric.DOT;
      case EUCLIDEAN -> Metric.EUCLIDEAN;
      case HAMMING -> Metric.HAMMING;
    };
  }

  @Override
  public void close() {
    follower.close();
  }
}
