package dev.engram.spi;

/**
 * Why texts have no vectors. The message never contains the text that was to be embedded, nor any
 * part of a server's answer: sizes, counts and status codes only.
 */
public abstract sealed class EmbedderException extends RuntimeException
    permits EmbedderUnavailableException, EmbeddingFailedException, EmbeddingDimensionException {
  private static final long serialVersionUID = 1L;

  EmbedderException(String message) {
    super(message);
  }

  EmbedderException(String message, Throwable cause) {
    super(message, cause);
  }
}
