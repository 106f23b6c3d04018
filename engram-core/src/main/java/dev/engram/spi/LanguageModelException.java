package dev.engram.spi;

/**
 * Why a language model gave no answer. The message never contains what was asked, nor any part of
 * what was answered: sizes, counts and status codes only.
 */
public abstract sealed class LanguageModelException extends RuntimeException
    permits LanguageModelUnavailableException,
        LanguageModelTimeoutException,
        LanguageModelFailedException {
  private static final long serialVersionUID = 1L;

  LanguageModelException(String message) {
    super(message);
  }

  LanguageModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
