package dev.engram.fault;

/**
 * The audit could not take note of an operation, so that nothing was stored and nothing answered.
 */
public final class AuditException extends EngramException {
  private static final long serialVersionUID = 1L;

  private AuditException(String message, Throwable cause) {
    super(ErrorCode.AUDIT_FAILED, message, cause);
  }

  /** A sink that is required failed. */
  public static AuditException sink(Throwable cause) {
    return new AuditException("a required audit sink failed; nothing was done or answered", cause);
  }
}
