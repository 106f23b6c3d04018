package dev.engram.spi;

/** The store answered, but did not do it; Engram starts it from nothing before it is used again. */
public final class BackendFailedException extends BackendException {
  private static final long serialVersionUID = 1L;

  public BackendFailedException(String message) {
    super(message);
  }

  public BackendFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
