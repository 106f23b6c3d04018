package dev.engram.internal.backend;

import dev.engram.spi.BackendAudit;

/**
 * What became of a call to a store.
 *
 * @param <T> what it answers
 */
sealed interface Outcome<T> {
  /**
   * It returned.
   *
   * @param value with this
   */
  record Answered<T>(T value) implements Outcome<T> {}

  /**
   * It did not.
   *
   * @param why how it failed
   */
  record Missed<T>(BackendAudit.Outcome why) implements Outcome<T> {}

  /** How an audit calls it. */
  default BackendAudit.Outcome told() {
    return switch (this) {
      case Answered<T> answered -> BackendAudit.Outcome.ANSWERED;
      case Missed<T> missed -> missed.why();
    };
  }

  /** Whether it returned. */
  default boolean answered() {
    return this instanceof Answered<T>;
  }
}
