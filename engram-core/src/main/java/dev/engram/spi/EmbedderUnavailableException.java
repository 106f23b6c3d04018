package dev.engram.spi;

/**
 * The embedder cannot answer now. Engram stores the memory without vectors, marks it pending and
 * fills it in later.
 */
public final class EmbedderUnavailableException extends EmbedderException {
  private static final long serialVersionUID = 1L;

  public EmbedderUnavailableException(String message) {
    super(message);
  }

  public EmbedderUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
