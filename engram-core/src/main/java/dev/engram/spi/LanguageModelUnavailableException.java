package dev.engram.spi;

/** The language model cannot answer now; it may later. */
public final class LanguageModelUnavailableException extends LanguageModelException {
  private static final long serialVersionUID = 1L;

  public LanguageModelUnavailableException(String message) {
    super(message);
  }

  public LanguageModelUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
