package dev.engram.spi;

/**
 * What an embedder produces; two embedders with the same id must produce comparable vectors.
 *
 * @param id names the vector space, for example {@code bge-small-en-v1.5-q}; 1 to 128 characters
 * @param dimension length of every vector, 1 to 8192
 * @param maxTokens how many tokens one vector can stand for; longer texts yield several parts
 * @param metric how two vectors are compared
 * @param locality whether text leaves this process to be embedded
 */
public record EmbeddingModel(
    String id, int dimension, int maxTokens, Similarity metric, Locality locality) {
  public EmbeddingModel {
    if (id.isBlank() || id.length() > 128) {
      throw new IllegalArgumentException(
          "model id must have 1 to 128 characters, got " + id.length());
    }
    if (dimension < 1 || dimension > 8192) {
      throw new IllegalArgumentException("dimension must be 1 to 8192, got " + dimension);
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens must be positive, got " + maxTokens);
    }
  }

  /** How two vectors of a model are compared. */
  public enum Similarity {
    /** Cosine similarity. */
    COSINE,
    /** Inner product. */
    DOT,
    /** Euclidean distance. */
    EUCLIDEAN,
    /** How many components differ in sign: for models whose vectors are bits. */
    HAMMING
  }

  /** Where the model runs. */
  public enum Locality {
    /** In this process. */
    IN_PROCESS,
    /** Behind an address of this machine, which the service's {@code endpoint()} has to prove. */
    LOCAL_SERVICE,
    /** Elsewhere: text leaves the machine. */
    REMOTE
  }
}
