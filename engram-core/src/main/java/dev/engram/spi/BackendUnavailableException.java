package dev.engram.spi;

/** The store cannot be reached now, or is busy; the same call may succeed later. */
public final class BackendUnavailableException extends BackendException {
  private static final long serialVersionUID = 1L;

  public BackendUnavailableException(String message) {
    super(message);
  }

  public BackendUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
