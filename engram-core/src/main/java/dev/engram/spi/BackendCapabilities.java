package dev.engram.spi;

/**
 * What an outside vector store can do.
 *
 * @param batch the most ids of one {@link VectorBackend#put} or {@code remove}, 1 to 10,000
 * @param persistent vectors stay in the store when this process ends
 * @param local vectors do not leave this machine
 */
public record BackendCapabilities(int batch, boolean persistent, boolean local) {
  public BackendCapabilities {
    if (batch < 1 || batch > 10_000) {
      throw new IllegalArgumentException("batch must be 1 to 10000, got " + batch);
    }
  }
}
