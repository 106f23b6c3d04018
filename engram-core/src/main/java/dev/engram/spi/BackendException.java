package dev.engram.spi;

/**
 * Why an outside store did not do what it was asked to. The message holds sizes, counts and status
 * codes; never a component of a vector, nor any part of a server's answer.
 */
public abstract sealed class BackendException extends RuntimeException
    permits BackendUnavailableException, BackendFailedException {
  private static final long serialVersionUID = 1L;

  BackendException(String message) {
    super(message);
  }

  BackendException(String message, Throwable cause) {
    super(message, cause);
  }
}
