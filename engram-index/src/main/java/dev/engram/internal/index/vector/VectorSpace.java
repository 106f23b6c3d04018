package dev.engram.internal.index.vector;

/**
 * A named vector space: vectors of different spaces are never compared.
 *
 * @param id the embedding model's id, 1 to 128 characters
 * @param dimension 1 to 8192
 * @param metric how vectors of this space are compared
 */
public record VectorSpace(String id, int dimension, Metric metric) {
  /** The largest dimension that is accepted. */
  public static final int MAX_DIMENSION = 8192;

  public VectorSpace {
    if (id.isBlank() || id.length() > 128) {
      throw new IllegalArgumentException("space id must have 1 to 128 characters");
    }
    if (dimension < 1 || dimension > MAX_DIMENSION) {
      throw new IllegalArgumentException(
          "dimension must be 1 to " + MAX_DIMENSION + ", got " + dimension);
    }
  }
}
