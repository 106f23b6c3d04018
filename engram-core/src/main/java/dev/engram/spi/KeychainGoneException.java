package dev.engram.spi;

/** There is no keychain here: its library or its service is missing or does not answer. */
public final class KeychainGoneException extends KeychainException {
  private static final long serialVersionUID = 1L;

  public KeychainGoneException(String message) {
    super(message);
  }

  public KeychainGoneException(String message, Throwable cause) {
    super(message, cause);
  }
}
