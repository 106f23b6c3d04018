package dev.engram.fault;

/** The vault cannot be opened, read or written; the code says which, the message what to do. */
public final class VaultException extends EngramException {
  private static final long serialVersionUID = 1L;

  public VaultException(ErrorCode code, String message) {
    super(code, message);
  }

  public VaultException(ErrorCode code, String message, Throwable cause) {
    super(code, message, cause);
  }
}
