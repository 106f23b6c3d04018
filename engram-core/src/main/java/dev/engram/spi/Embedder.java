package dev.engram.spi;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * Turns texts into vectors.
 *
 * <p>Thread-safety: implementations are safe for calls from several threads. Calls block and can be
 * interrupted: they then throw {@link java.util.concurrent.CancellationException} and leave the
 * thread's interrupt flag set. After {@link #close()} they throw {@link IllegalStateException}. No
 * implementation may drop text silently: what exceeds {@link EmbeddingModel#maxTokens()} is split
 * and returned as further parts.
 */
public interface Embedder extends AutoCloseable {
  /** What this embedder produces; constant over its life. */
  EmbeddingModel model();

  /**
   * Where requests go: an address with a host, or {@code unix:/path} of a socket; constant. Empty
   * for a model that runs in this process. What leaves for a service that says it is on this
   * machine and names no address is treated as what goes elsewhere.
   */
  default Optional<URI> endpoint() {
    return Optional.empty();
  }

  /**
   * Embeds texts that will be searched for.
   *
   * @param texts none blank
   * @return one entry a text, in the same order, each of shape {@code [parts][dimension]} with at
   *     least one part, every component finite
   * @throws IllegalArgumentException if a text is blank; names its index and length only
   * @throws EmbedderUnavailableException if the model cannot be reached now; trying later may work
   * @throws EmbeddingFailedException if the model answers, but not with usable vectors
   * @throws EmbeddingDimensionException if the vectors are not of {@link #model()}'s dimension
   */
  List<float[][]> embedDocuments(List<String> texts);

  /**
   * Embeds a question, with the instruction the model wants for questions, if any.
   *
   * @param text not blank
   * @return shape {@code [dimension]}; of a question longer than the model's limit, the mean of its
   *     parts' directions
   * @throws IllegalArgumentException if the text is blank
   * @throws EmbedderUnavailableException if the model cannot be reached now; trying later may work
   * @throws EmbeddingFailedException if the model answers, but not with usable vectors
   * @throws EmbeddingDimensionException if the vector is not of {@link #model()}'s dimension
   */
  float[] embedQuery(String text);

  /** Whether a call would probably succeed now; cheap, may be cached for some seconds. */
  boolean available();

  /** Frees native resources; idempotent. */
  @Override
  void close();
}
