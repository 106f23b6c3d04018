package dev.engram.spi;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Judges how well each text answers a question by reading both together (a cross-encoder).
 *
 * <p>Thread-safety: implementations are safe for calls from several threads. Engram calls from one
 * platform thread of its own, a call at a time. Calls block and should end soon after the thread is
 * interrupted, which happens when the recall's time-out has passed; a call that goes on anyway
 * holds nobody up, but recalls go without a reranker until it ends.
 *
 * <p>Failure: an answer that throws, comes too late, has too few or too many scores, or one that is
 * not finite, changes nothing: the order before it stands, and the answer names {@code
 * RERANKER_FAILED} among its degradations. Nothing of it reaches the caller as an exception.
 *
 * <p>Cost: linear in the texts; some 5 to 20 ms a text for a small model on one core. It is paid
 * within {@code Reranking.timeout()} by every recall that asks for it.
 */
public interface Reranker extends AutoCloseable {
  /**
   * Where the model runs. If it is on this machine, {@link #endpoint} has to prove it; what leaves
   * the process is redacted first.
   */
  EmbeddingModel.Locality locality();

  /**
   * Where requests go: an address with a host, or {@code unix:/path} of a socket; constant. Empty
   * for a model that runs in this process. What leaves for a service that says it is on this
   * machine and names no address is treated as what goes elsewhere.
   */
  default Optional<URI> endpoint() {
    return Optional.empty();
  }

  /**
   * Scores texts.
   *
   * @param question what is asked
   * @param texts what may answer it, 1 to 500
   * @return one score for each text, in the same order, larger is better, each finite, on any scale
   */
  double[] score(String question, List<String> texts);

  /** Whether a call would probably succeed now; cheap, may be cached for some seconds. */
  boolean available();

  /** Frees what the model holds; idempotent. */
  @Override
  void close();
}
