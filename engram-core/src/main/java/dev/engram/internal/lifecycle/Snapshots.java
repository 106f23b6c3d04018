package dev.engram.internal.lifecycle;

import dev.engram.config.MigrationOptions;
import dev.engram.fault.EmbeddingException;
import dev.engram.fault.ErrorCode;
import dev.engram.fault.InvalidInputException;
import dev.engram.health.VectorSnapshot;
import dev.engram.internal.projection.Moving;
import dev.engram.internal.projection.Spaces;
import dev.engram.internal.vault.SnapshotTable;
import dev.engram.internal.vault.Vault;
import dev.engram.spi.Embedder;
import java.time.InstantSource;
import java.util.List;

/** Vectors as they were: taken, listed, put back, deleted (spec §36.9.3). Thread-safe. */
public final class Snapshots {
  private static final int MOST_LABEL = 160;

  private final Vault vault;
  private final Spaces spaces;
  private final Moving moving;
  private final Migrating migrating;
  private final RetiredSpaces retired;
  private final InstantSource clock;

  Snapshots(
      Vault vault,
      Spaces spaces,
      Moving moving,
      Migrating migrating,
      RetiredSpaces retired,
      InstantSource clock) {
    this.vault = vault;
    this.spaces = spaces;
    this.moving = moving;
    this.migrating = migrating;
    this.retired = retired;
    this.clock = clock;
  }

  /** Takes one of the space in use. */
  public VectorSnapshot take(String label) {
    if (label.isBlank() || label.length() > MOST_LABEL) {
      throw InvalidInputException.of(
          "snapshot.label", "must have 1 to " + MOST_LABEL + " characters, got " + label.length());
    }
    VectorSnapshot taken =
        vault
            .writer()
            .write(tx -> {
              long space =
                  spaces
                      .row()
                      .orElseThrow(() ->
                          new EmbeddingException(
                              ErrorCode.EMBEDDER_UNAVAILABLE,
                              "there is no embedder, so no vector space is in use"));
              return shown(SnapshotTable.take(tx, space, label, clock.instant()));
            });
    retired.look();
    return taken;
  }

  /** All, newest first. */
  public List<VectorSnapshot> all() {
    return vault.readers().read(SnapshotTable::all).stream().map(Snapshots::shown).toList();
  }

  /** Deletes one. */
  public void delete(long id) {
    if (!vault.writer().write(tx -> SnapshotTable.delete(tx, id))) {
      throw unknown(id);
    }
    retired.look();
  }

  /** Puts one back whose model is in use. Answers how many vectors are others now. */
  public int restore(long id) {
    SnapshotTable.Row snapshot = get(id);
    migrating.requireNone();
    if (spaces.row().isEmpty() || spaces.row().getAsLong() != snapshot.space().id()) {
      throw new EmbeddingException(
          ErrorCode.MODEL_CHANGED,
          "the snapshot is of "
              + snapshot.space().model()
              + ", which is not in use: restore it with that embedder, or open the vault with it");
    }
    return moving.restore(snapshot);
  }

  /** Puts one back and moves memories to its model. The embedder is taken over. */
  public void restore(long id, Embedder embedder) {
    try {
      SnapshotTable.Row snapshot = get(id);
      migrating.requireNone();
      if (!embedder.model().id().equals(snapshot.space().model())) {
        throw new EmbeddingException(
            ErrorCode.MODEL_CHANGED,
            "the snapshot is of " + snapshot.space().model() + ", the embedder is another one");
      }
      if (spaces.row().isPresent() && spaces.row().getAsLong() == snapshot.space().id()) {
        moving.restore(snapshot);
        embedder.close();
        return;
      }
      moving.restore(snapshot);
    } catch (RuntimeException refused) {
      embedder.close();
      throw refused;
    }
    migrating.begin(embedder, MigrationOptions.defaults().withoutSnapshot());
  }

  private SnapshotTable.Row get(long id) {
    return vault.writer().write(tx -> SnapshotTable.get(tx, id)).orElseThrow(() -> unknown(id));
  }

  private static InvalidInputException unknown(long id) {
    return InvalidInputException.snapshot(id);
  }

  private static VectorSnapshot shown(SnapshotTable.Row row) {
    return new VectorSnapshot(
        row.id(),
        row.label(),
        row.taken(),
        row.space().model(),
        row.space().dimension(),
        row.space().metric(),
        row.memories());
  }
}
