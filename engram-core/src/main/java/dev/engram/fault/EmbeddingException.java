package dev.engram.fault;

/** An embedding could not be made or does not fit its space. */
public final class EmbeddingException extends EngramException {
  private static final long serialVersionUID = 1L;

  public EmbeddingException(ErrorCode code, String message) {
    super(code, message);
  }

  public EmbeddingException(ErrorCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
