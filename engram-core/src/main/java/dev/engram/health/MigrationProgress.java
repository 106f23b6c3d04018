package dev.engram.health;

import java.util.Optional;

/**
 * How far memories have been moved from one embedding model to another.
 *
 * @param from the model whose vectors were in use
 * @param to the model that comes in its place
 * @param done how many memories have vectors of the new model
 * @param total how many are to have them: active ones and facts that held once
 * @param state whether it goes on
 * @param reason why it does not, if it should and does not: no content
 */
public record MigrationProgress(
    String from, String to, int done, int total, State state, Optional<String> reason) {
  /** Whether a migration goes on. */
  public enum State {
    /** It goes on while the engine is idle. */
    RUNNING,
    /** It waits: for the new model to answer, or to be opened with it; nothing is lost. */
    PAUSED,
    /** Every memory was moved, and the new model is the one in use. */
    DONE,
    /** It was given up, and the old model is the one in use. */
    CANCELLED,
    /** The new model answers nonsense: it stands still until it is begun again or given up. */
    FAILED
  }

  /** Whether it has come to an end. */
  public boolean over() {
    return state == State.DONE || state == State.CANCELLED;
  }

  /** The part that is done, 0 to 1. */
  public double share() {
    return total == 0 ? 1 : Math.min(1, (double) done / total);
  }
}
