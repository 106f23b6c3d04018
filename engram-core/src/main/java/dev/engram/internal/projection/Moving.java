package dev.engram.internal.projection;

import dev.engram.internal.vault.Change;
import dev.engram.internal.vault.MigrationTable;
import dev.engram.internal.vault.ProjectionTable;
import dev.engram.internal.vault.SettingTable;
import dev.engram.internal.vault.SnapshotTable;
import dev.engram.internal.vault.SpaceTable;
import dev.engram.internal.vault.Transaction;
import dev.engram.internal.vault.Vault;
import dev.engram.spi.EmbeddingModel;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;

/**
 * Begins, ends and gives up the move from one vector space to another (spec §36.5). Each is one
 * transaction of its own, right after which the spaces in memory change, before any other write: so
 * no memory is stored for a space that has just left. Thread-safe; one move at a time is the
 * caller's care.
 */
public final class Moving {
  private final Vault vault;
  private final ProjectionSet projections;
  private final Spaces spaces;
  private final InstantSource clock;

  public Moving(Vault vault, ProjectionSet projections, InstantSource clock) {
    this.vault = vault;
    this.projections = projections;
    this.spaces = projections.spaces();
    this.clock = clock;
  }

  /** The move that the vault knows of. */
  public Optional<MigrationTable.Row> noted() {
    return vault.writer().write(MigrationTable::get);
  }

  /**
   * Begins a move, or goes on with one. Vectors that the other space has already are used.
   *
   * @param snapshot what a snapshot of the space in use is called, if one is to be taken
   */
  public void begin(EmbeddingModel next, Optional<String> snapshot) {
    spaces.needed();
    vault
        .writer()
        .exclusively(
            tx -> {
              long source = spaces.row().orElseThrow();
              long target = SpaceRows.row(tx, next);
              if (snapshot.isPresent()) {
                SnapshotTable.take(tx, source, snapshot.get(), clock.instant());
              }
              MigrationTable.put(tx, source, target, clock.instant());
              ProjectionTable.delete(tx, SemanticProjection.COMING);
              return target;
            },
            (tx, target) -> {
              var vectors = SemanticProjection.coming(SpaceRows.space(next), spaces.options());
              spaces.begin(new Spaces.Space(target, vectors));
              projections.follower().add(tx, vectors, !SpaceTable.used(tx, target));
            });
  }

  /**
   * Ends the move, if every memory has vectors in the space that comes: it is the one in use from
   * now on, and the other one is given up.
   *
   * @param without memories that stay without vectors, for their words must not leave
   * @param before runs between the commit and the change in memory
   * @return whether it was ended
   */
  public boolean complete(Set<Integer> without, Runnable before) {
    Spaces.State state = spaces.state();
    Spaces.Space former = state.now().orElseThrow();
    Spaces.Space next = state.next().orElseThrow();
    return vault
        .writer()
        .exclusively(
            tx -> {
              boolean done =
                  projections.follower().whole(next.vectors()) && filled(tx, next.row(), without);
              if (done) {
                MigrationTable.clear(tx);
                SpaceTable.retire(tx, former.row(), true);
                SettingTable.put(tx, SettingTable.SPACE, Long.toString(next.row()));
                ProjectionTable.delete(tx, SemanticProjection.IN_USE);
                ProjectionTable.rename(tx, SemanticProjection.COMING, SemanticProjection.IN_USE);
                if (!without.isEmpty()) {
                  embedded(tx, SpaceTable.recountPending(tx, next.row(), OptionalLong.empty()));
                }
              }
              return done;
            },
            (tx, done) -> {
              if (done) {
                before.run();
                spaces.complete();
                next.vectors().takePlace();
                projections.follower().remove(former.vectors());
                projections.follower().refresh(projections.context());
              }
            });
  }

  /**
   * Ends a move whose former model is not there, if every memory has vectors in the space in use.
   *
   * @param without memories that stay without
   */
  public boolean completeAlone(MigrationTable.Row move, Set<Integer> without) {
    return vault
        .writer()
        .write(tx -> {
          boolean done = filled(tx, move.target().id(), without);
          if (done) {
            MigrationTable.clear(tx);
            SpaceTable.retire(tx, move.source().id(), true);
          }
          return done;
        });
  }

  private static boolean filled(Transaction tx, long space, Set<Integer> without)
      throws SQLException {
    return without.containsAll(SpaceTable.missing(tx, space, 0, without.size() + 1));
  }

  /** Gives a move up: the space in use stays, and the vectors of the other one go. */
  public void abandon(MigrationTable.Row move) {
    vault
        .writer()
        .exclusively(
            tx -> {
              MigrationTable.clear(tx);
              SpaceTable.retire(tx, move.target().id(), true);
              ProjectionTable.delete(tx, SemanticProjection.COMING);
              changed(tx, List.of());
              return true;
            },
            (tx, done) ->
                spaces
                    .abandon()
                    .ifPresent(given -> projections.follower().remove(given.vectors())));
  }

  /**
   * Puts the vectors of a snapshot back.
   *
   * @return how many
   */
  public int restore(SnapshotTable.Row snapshot) {
    return vault
        .writer()
        .exclusively(
            tx -> {
              SpaceTable.retire(tx, snapshot.space().id(), false);
              SnapshotTable.Restored restored = SnapshotTable.restore(tx, snapshot);
              if (spaces.row().equals(OptionalLong.of(snapshot.space().id()))) {
                changed(tx, restored.ordinals());
              }
              return restored.restored();
            },
            (tx, count) -> {});
  }

  /** Tells projections of memories whose vectors are others now, and of those without any. */
  private void changed(Transaction tx, List<Integer> ordinals) throws SQLException {
    var all = new TreeSet<>(ordinals);
    if (spaces.row().isPresent()) {
      long space = spaces.row().getAsLong();
      all.addAll(SpaceTable.recountPending(tx, space, OptionalLong.empty()));
    }
    embedded(tx, all);
  }

  private static void embedded(Transaction tx, Collection<Integer> ordinals) throws SQLException {
    for (int ordinal : ordinals) {
      tx.changed(ordinal, Change.Op.EMBED);
    }
  }
}
