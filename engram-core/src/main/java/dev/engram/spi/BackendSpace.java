package dev.engram.spi;

import dev.engram.spi.EmbeddingModel.Similarity;

/**
 * The space of the vectors that an outside store holds.
 *
 * @param id the embedding model's id, 1 to 128 characters
 * @param dimension the length of every vector, 1 to 8192
 * @param similarity how two vectors are compared. Under {@code COSINE} they come with length 1,
 *     under {@code HAMMING} with components 1 and -1, so that there an inner product gives the same
 *     order
 */
public record BackendSpace(String id, int dimension, Similarity similarity) {
  public BackendSpace {
    if (id.isBlank() || id.length() > 128) {
      throw new IllegalArgumentException(
          "space id must have 1 to 128 characters, got " + id.length());
    }
    if (dimension < 1 || dimension > 8192) {
      throw new IllegalArgumentException("dimension must be 1 to 8192, got " + dimension);
    }
  }
}
