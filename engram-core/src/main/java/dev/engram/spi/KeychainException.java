package dev.engram.spi;

/**
 * Why a keychain did not do what it was asked. The message names the keychain and the system's own
 * code; never a secret.
 */
public abstract sealed class KeychainException extends RuntimeException
    permits KeychainLockedException, KeychainGoneException, KeychainRefusedException {
  private static final long serialVersionUID = 1L;

  KeychainException(String message) {
    super(message);
  }

  KeychainException(String message, Throwable cause) {
    super(message, cause);
  }
}
