package dev.engram;

import dev.engram.audit.AuditEvent;
import dev.engram.fault.EmbeddingException;
import dev.engram.fault.VaultException;
import dev.engram.health.MigrationProgress;
import dev.engram.internal.lifecycle.Engine;
import java.time.Duration;

/**
 * Memories on their way from one embedding model to another. Goes on as idle work, or in {@link
 * MemoryGraph#maintain()}, whether this is kept or not. Thread-safe.
 */
public final class Migration {
  private final Engine engine;

  Migration(Engine engine) {
    this.engine = engine;
  }

  /** How far it is. Cheap. */
  public MigrationProgress progress() {
    return engine.migrating().progress().orElseThrow();
  }

  /**
   * Waits until it is over, or stands still because the new model answers nonsense; at most so
   * long. Can be interrupted.
   *
   * @throws VaultException {@code E1015} if interrupted; the migration goes on
   */
  public MigrationProgress await(Duration most) {
    return engine.migrating().await(most).orElseThrow();
  }

  /**
   * Gives it up: the old model stays in use, the new one is closed, and its vectors go. Waits for a
   * batch under way. Does nothing when it is over.
   *
   * @throws EmbeddingException {@code E3004} if the vault was opened without the old model
   */
  public void cancel() {
    engine
        .gate()
        .hosted(
            AuditEvent.MIGRATION_CANCELLED,
            note -> {},
            () -> {
              engine.migrating().cancel();
              return true;
            });
  }
}
