package dev.engram.spi;

/** The embedder answered, but not with usable vectors; the same call would fail again. */
public final class EmbeddingFailedException extends EmbedderException {
  private static final long serialVersionUID = 1L;

  public EmbeddingFailedException(String message) {
    super(message);
  }

  public EmbeddingFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
