package dev.engram;

import dev.engram.audit.AuditCount;
import dev.engram.audit.AuditEvent;
import dev.engram.config.EngramOptions;
import dev.engram.config.MigrationOptions;
import dev.engram.fault.EmbeddingException;
import dev.engram.fault.InvalidInputException;
import dev.engram.health.VectorSnapshot;
import dev.engram.internal.audit.Note;
import dev.engram.internal.lifecycle.Engine;
import dev.engram.spi.Embedder;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a host may do about the vectors of a vault: change the embedding model, keep vectors as they
 * are, put them back. Memories and their words are never touched by it. Thread-safe.
 */
public final class VectorSpaces {
  private final Engine engine;

  VectorSpaces(Engine engine) {
    this.engine = engine;
  }

  /**
   * Begins to move every memory to another embedding model, or goes on with it: 200 a second, and a
   * snapshot first. Returns at once.
   *
   * @see #migrate(Embedder, MigrationOptions)
   */
  public Migration migrate(Embedder next) {
    return migrate(next, MigrationOptions.defaults());
  }

  /**
   * Begins to move every memory to another embedding model, or goes on with it. Meanwhile questions
   * are embedded by both models, each memory is searched where it is, and new ones are found at
   * once. When all are moved the new model is the one in use and the old one is closed.
   *
   * <p>How far it is stands in the vault: opened again with the new model, and with the old one as
   * {@link EngramOptions#withFormerEmbedder}, it goes on; opened with the old one, it waits until
   * this is called again.
   *
   * @param next taken over: closed when it is not needed any more, or at once when this fails
   * @throws EmbeddingException {@code E3003} if the vault knows the model with another dimension or
   *     metric, {@code E3004} if it is in use already, {@code E3005} if memories are being moved to
   *     another model, {@code E3001} if there is no embedder to move from
   */
  public Migration migrate(Embedder next, MigrationOptions options) {
    hosted(
        AuditEvent.MIGRATION_STARTED,
        note -> {},
        () -> {
          engine.migrating().begin(next, options);
          return next;
        });
    return new Migration(engine);
  }

  /** The migration that goes on or waits, or the last one that ended since the vault was opened. */
  public Optional<Migration> migration() {
    return engine.migrating().progress().map(far -> new Migration(engine));
  }

  /**
   * Keeps the vectors in use as they are now; of four snapshots the oldest goes. Copies nothing:
   * what is replaced or dropped from now on is kept for it.
   *
   * @param label what for, 1 to 160 characters
   * @throws EmbeddingException {@code E3001} if there is no embedder
   */
  public VectorSnapshot snapshot(String label) {
    return hosted(AuditEvent.SNAPSHOT_TAKEN, note -> {}, () -> engine.snapshots().take(label));
  }

  /** All snapshots, newest first. */
  public List<VectorSnapshot> snapshots() {
    return engine.snapshots().all();
  }

  /**
   * Puts the vectors of a snapshot back; its model must be the one in use. Memories that came later
   * are embedded anew as idle work. What was forgotten stays so.
   *
   * @return how many vectors had been replaced or dropped and are back
   * @throws InvalidInputException {@code E2007} if there is no such snapshot
   * @throws EmbeddingException {@code E3004} if it is of another model, whose embedder is needed;
   *     {@code E3005} if memories are being moved
   */
  public int restore(long snapshot) {
    return hosted(
        AuditEvent.SNAPSHOT_RESTORED,
        note -> note.count(AuditCount.SNAPSHOT, snapshot),
        () -> engine.snapshots().restore(snapshot));
  }

  /**
   * Puts the vectors of a snapshot of another model back and makes that model the one in use again:
   * a migration in which only what came later has to be embedded.
   *
   * @param embedder of the snapshot's model; taken over
   * @throws InvalidInputException {@code E2007} if there is no such snapshot
   * @throws EmbeddingException {@code E3004} if the embedder is of another model; {@code E3005} if
   *     memories are being moved
   */
  public void restore(long snapshot, Embedder embedder) {
    hosted(
        AuditEvent.SNAPSHOT_RESTORED,
        note -> note.count(AuditCount.SNAPSHOT, snapshot),
        () -> {
          engine.snapshots().restore(snapshot, embedder);
          return embedder;
        });
  }

  /**
   * Deletes a snapshot, and what only it kept.
   *
   * @throws InvalidInputException {@code E2007} if there is no such snapshot
   */
  public void delete(long snapshot) {
    hosted(
        AuditEvent.SNAPSHOT_DELETED,
        note -> note.count(AuditCount.SNAPSHOT, snapshot),
        () -> {
          engine.snapshots().delete(snapshot);
          return snapshot;
        });
  }

  private <T> T hosted(AuditEvent event, Consumer<Note> about, Supplier<T> call) {
    return engine.gate().hosted(event, about, call);
  }
}
