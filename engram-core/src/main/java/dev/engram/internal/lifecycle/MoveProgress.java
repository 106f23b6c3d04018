package dev.engram.internal.lifecycle;

import dev.engram.health.MigrationProgress;
import dev.engram.health.MigrationProgress.State;
import dev.engram.internal.projection.ProjectionSet;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.vault.MigrationTable;
import dev.engram.internal.vault.SpaceTable;
import dev.engram.internal.vault.Vault;
import java.util.Optional;

/** Counts how far a move is. */
final class MoveProgress {
  private MoveProgress() {}

  /**
   * Counts.
   *
   * @param state of a move whose new model is here; else it waits for that
   * @param reason why it waits, if it does
   */
  static MigrationProgress of(
      Vault vault,
      ProjectionSet projections,
      MigrationTable.Row move,
      State state,
      Optional<String> reason) {
    long target = move.target().id();
    Spaces.State spaces = projections.spaces().state();
    Optional<Spaces.Space> coming = spaces.next().filter(space -> space.row() == target);
    boolean alone = spaces.now().filter(space -> space.row() == target).isPresent();
    boolean here = coming.isPresent() || alone;
    SpaceTable.Share share;
    if (here) {
      var standing = projections.visibility().standing();
      int done =
          coming.map(space -> space.vectors().held().cardinality()).orElse(standing.vectors());
      share = new SpaceTable.Share(Math.min(done, standing.total()), standing.total());
    } else {
      share = vault.readers().read(reads -> SpaceTable.share(reads, target));
    }
    return new MigrationProgress(
        move.source().model(),
        move.target().model(),
        share.done(),
        share.total(),
        here ? state : State.PAUSED,
        here ? reason : Optional.of("the vault was opened without " + move.target().model()));
  }
}
