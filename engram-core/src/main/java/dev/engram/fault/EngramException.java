package dev.engram.fault;

/**
 * The root of every error that Engram raises on purpose. Messages name fields, sizes, kinds, ids
 * and bounds; never the content of a memory, a query or a key.
 */
public abstract sealed class EngramException extends RuntimeException
    permits InvalidInputException,
        AccessException,
        VaultException,
        EmbeddingException,
        AuditException,
        RateLimitException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode code;

  EngramException(ErrorCode code, String message) {
    super(code.label() + ": " + message);
    this.code = code;
  }

  EngramException(ErrorCode code, String message, Throwable cause) {
    super(code.label() + ": " + message, cause);
    this.code = code;
  }

  /** What went wrong, stable across versions. */
  public ErrorCode code() {
    return code;
  }
}
