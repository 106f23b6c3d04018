package dev.engram.spi;

/** The language model answered, but not usably; the same call would fail again. */
public final class LanguageModelFailedException extends LanguageModelException {
  private static final long serialVersionUID = 1L;

  public LanguageModelFailedException(String message) {
    super(message);
  }

  public LanguageModelFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
