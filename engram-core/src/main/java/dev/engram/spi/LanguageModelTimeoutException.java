package dev.engram.spi;

/** The language model took longer than it was given. */
public final class LanguageModelTimeoutException extends LanguageModelException {
  private static final long serialVersionUID = 1L;

  public LanguageModelTimeoutException(String message) {
    super(message);
  }

  public LanguageModelTimeoutException(String message, Throwable cause) {
    super(message, cause);
  }
}
