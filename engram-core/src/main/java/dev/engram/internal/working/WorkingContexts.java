package dev.engram.internal.working;

import dev.engram.internal.embed.EmbeddingDesk;
import dev.engram.internal.recall.Foreseeing;
import dev.engram.internal.recall.Recalling;
import dev.engram.scope.Principal;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;

/** Opens conversations. Thread-safe; knows none of them, so that none is held by the engine. */
public final class WorkingContexts implements AutoCloseable {
  private final Recalling recalling;
  private final Foreseeing foreseeing;
  private final EmbeddingDesk desk;
  private final InstantSource clock;
  private final ExecutorService waiting;

  /**
   * Over an open engine's parts.
   *
   * @param waiting runs tasks that only wait; shut down with this
   */
  public WorkingContexts(
      Recalling recalling,
      Foreseeing foreseeing,
      EmbeddingDesk desk,
      InstantSource clock,
      ExecutorService waiting) {
    this.recalling = recalling;
    this.foreseeing = foreseeing;
    this.desk = desk;
    this.clock = clock;
    this.waiting = waiting;
  }

  /** A conversation in which nothing was said yet. */
  public WorkingContext open(Principal principal) {
    var anticipation = new Anticipation(waiting, foreseeing::idle, clock);
    return new WorkingContext(recalling, foreseeing, desk, principal, anticipation);
  }

  /** Stops looking ahead; conversations fail from then on as everything else does. */
  @Override
  public void close() {
    waiting.shutdownNow();
  }
}
