package dev.engram.spi;

/** The keychain is there but locked, and nobody unlocked it when asked. */
public final class KeychainLockedException extends KeychainException {
  private static final long serialVersionUID = 1L;

  public KeychainLockedException(String message) {
    super(message);
  }
}
