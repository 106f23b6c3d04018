package dev.engram.internal.projection;

import dev.engram.config.VectorOptions;
import dev.engram.internal.index.vector.Metric;
import dev.engram.internal.index.vector.VectorSpace;
import dev.engram.internal.seal.VectorGuard;
import dev.engram.internal.vault.EmbeddingTable;
import dev.engram.internal.vault.MigrationTable;
import dev.engram.internal.vault.ProjectionTable;
import dev.engram.internal.vault.SettingTable;
import dev.engram.internal.vault.SpaceTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.spi.EmbeddingModel;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Which row of the vault a model's space is, and which is in use. */
final class SpaceRows {
  private SpaceRows() {}

  /** The spaces of an engine that opens a vault with these models. */
  static Spaces register(
      Vault vault,
      Optional<EmbeddingModel> model,
      Optional<EmbeddingModel> next,
      VectorOptions options) {
    var guard = new VectorGuard(vault.fields());
    if (model.isEmpty()) {
      return new Spaces(Optional.empty(), Optional.empty(), options, guard);
    }
    return vault
        .writer()
        .write(tx -> {
          long row = row(tx, model.get());
          Optional<Long> coming =
              next.isPresent() ? Optional.of(row(tx, next.get())) : Optional.empty();
          use(tx, row, coming);
          return new Spaces(
              Optional.of(
                  new Spaces.Space(row, SemanticProjection.inUse(space(model.get()), options))),
              coming.map(other ->
                  new Spaces.Space(
                      other, SemanticProjection.coming(space(next.orElseThrow()), options))),
              options,
              guard);
        });
  }

  /** The row of a model's space; made if there is none. */
  static long row(Transaction tx, EmbeddingModel model) throws SQLException {
    String metric = metric(model).name().toLowerCase(Locale.ROOT);
    long row = EmbeddingTable.space(tx, model.id(), model.dimension(), metric);
    SpaceTable.retire(tx, row, false);
    return row;
  }

  /** What a model's vectors are. */
  static VectorSpace space(EmbeddingModel model) {
    return new VectorSpace(model.id(), model.dimension(), metric(model));
  }

  /**
   * Puts a space to use at open. When another was in use last, or memories were being moved, it is
   * counted again which memories have no vectors.
   */
  private static void use(Transaction tx, long row, Optional<Long> coming) throws SQLException {
    String name = Long.toString(row);
    boolean same = SettingTable.get(tx, SettingTable.SPACE).equals(Optional.of(name));
    boolean moving = MigrationTable.get(tx).isPresent();
    if (same && !moving) {
      return;
    }
    OptionalLong next = coming.map(OptionalLong::of).orElse(OptionalLong.empty());
    if (!SpaceTable.recountPending(tx, row, next).isEmpty()) {
      // its bitmap of pending memories is no longer true
      ProjectionTable.delete(tx, VisibilityProjection.NAME);
    }
    SettingTable.put(tx, SettingTable.SPACE, name);
  }

  private static Metric metric(EmbeddingModel model) {
    return switch (model.metric()) {
      case COSINE -> Metric.COSINE;
      case DOT -> Metric.DOT;
      case EUCLIDEAN -> Metric.EUCLIDEAN;
      case HAMMING -> Metric.HAMMING;
    };
  }
}
