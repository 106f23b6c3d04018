package dev.engram.internal.crypto.aead;

/**
 * What was sealed does not open. It has one message for every reason (another key, another
 * associated data, changed or missing bytes), so that it tells an attacker nothing.
 */
public final class SealBrokenException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SealBrokenException() {
    super("the seal does not open: another key, another place, or changed bytes");
  }
}
