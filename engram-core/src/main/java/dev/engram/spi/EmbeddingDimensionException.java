package dev.engram.spi;

/**
 * A vector has another length than its space: probably the model behind a name was changed, and its
 * memories must be embedded anew.
 */
public final class EmbeddingDimensionException extends EmbedderException {
  private static final long serialVersionUID = 1L;

  private final int expected;
  private final int actual;

  /**
   * @param modelId the model whose space was expected
   * @param expected the dimension of that space
   * @param actual the dimension that came
   */
  public EmbeddingDimensionException(String modelId, int expected, int actual) {
    super("model " + modelId + ": expected vectors of dimension " + expected + ", got " + actual);
    this.expected = expected;
    this.actual = actual;
  }

  /** The dimension of the space. */
  public int expected() {
    return expected;
  }

  /** The dimension that came. */
  public int actual() {
    return actual;
  }
}
