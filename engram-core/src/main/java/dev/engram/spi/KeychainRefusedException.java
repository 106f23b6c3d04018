package dev.engram.spi;

/** The keychain answers and refuses: no permission, a policy, or a fault of its own. */
public final class KeychainRefusedException extends KeychainException {
  private static final long serialVersionUID = 1L;

  public KeychainRefusedException(String message) {
    super(message);
  }
}
