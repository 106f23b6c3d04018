package dev.engram.spi;

/**
 * The embedder cannot answer now. Engram stores the memory without vectors, marks it pending and
 * fills it in later. The message never contains the text that was to be embedded.
 */
public final class EmbedderUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public EmbedderUnavailableException(String message) {
    super(message);
  }

  public EmbedderUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
