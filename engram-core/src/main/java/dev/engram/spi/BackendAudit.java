package dev.engram.spi;

import java.time.Duration;

/**
 * Is told of every call to an outside store, with numbers and without content.
 *
 * <p>Implementations are thread-safe and quick: a search waits for them. What they throw is
 * dropped.
 */
@FunctionalInterface
public interface BackendAudit {
  /** Takes note of a call that ended, or was given up on. */
  void called(Call call);

  /**
   * One call to a store.
   *
   * @param backend the store's name
   * @param trust how far it is trusted
   * @param operation what was called
   * @param ids how many ids it was given: to put, to remove, allowed to answer
   * @param vectors how many vectors it was given, a question counting as one
   * @param outcome how it ended
   * @param took how long it took, or was waited for
   */
  record Call(
      String backend,
      BackendTrust trust,
      Operation operation,
      int ids,
      int vectors,
      Outcome outcome,
      Duration took) {
    /** The call in a few words, for logs: names of ours and numbers. */
    public String label() {
      return "%s %s of %d ids, %d vectors: %s".formatted(backend, operation, ids, vectors, outcome);
    }
  }

  /** What a store is asked to do. */
  enum Operation {
    /** Make ready, empty. */
    BEGIN,
    /** Store vectors. */
    PUT,
    /** Remove ids. */
    REMOVE,
    /** Find what is near. */
    SEARCH,
    /** Count vectors. */
    COUNT
  }

  /** How a call ended. */
  enum Outcome {
    /** With an answer, which may still be found wrong. */
    ANSWERED,
    /** With {@link BackendUnavailableException}. */
    UNAVAILABLE,
    /** With another exception. */
    FAILED,
    /** Not in time. */
    LATE
  }
}
