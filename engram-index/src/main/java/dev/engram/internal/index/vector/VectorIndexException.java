package dev.engram.internal.index.vector;

/** A vector that does not fit its space, or an index image that cannot be read. */
public final class VectorIndexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Reason {
    /** The vector's length differs from the space's dimension. */
    DIMENSION,
    /** A component is NaN or infinite. */
    NOT_FINITE,
    /** A vector of length zero has no direction, so it has no cosine. */
    ZERO_VECTOR,
    /** A saved image is damaged, truncated or of another format or space. */
    IMAGE
  }

  private final Reason reason;

  public VectorIndexException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Which rule was broken. */
  public Reason reason() {
    return reason;
  }
}
