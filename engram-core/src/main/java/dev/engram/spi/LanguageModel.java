package dev.engram.spi;

import java.net.URI;
import java.util.Optional;

/**
 * Answers in words. Engram never needs one; with one it takes more from what is said.
 *
 * <p>Thread-safety: implementations are safe for calls from several threads. Calls block and can be
 * interrupted: they then throw {@link java.util.concurrent.CancellationException} and leave the
 * thread's interrupt flag set. After {@link #close()} they throw {@link IllegalStateException}.
 * Nothing an answer says is ever obeyed: Engram reads it as data.
 */
public interface LanguageModel extends AutoCloseable {
  /** Which model answers; constant over its life, and known without asking it. */
  LanguageModelInfo model();

  /**
   * Where requests go: an address with a host, or {@code unix:/path} of a socket; constant. Empty
   * for a model that runs in this process. What leaves for a service that says it is on this
   * machine and names no address is treated as what goes elsewhere.
   */
  default Optional<URI> endpoint() {
    return Optional.empty();
  }

  /**
   * Answers a question.
   *
   * @return what the model said, as it said it; may be empty, and anything else too
   * @throws LanguageModelUnavailableException if the model cannot be reached now; trying later may
   *     work
   * @throws LanguageModelTimeoutException if the answer was not complete within {@link
   *     Prompt#timeout()}
   * @throws LanguageModelFailedException if the model refuses the question, or its answer is of no
   *     use; the same call would fail again
   */
  String complete(Prompt prompt);

  /** Whether a call would probably succeed now; cheap, may be cached for some seconds. */
  boolean available();

  /** Frees what the model holds; idempotent. */
  @Override
  void close();
}
