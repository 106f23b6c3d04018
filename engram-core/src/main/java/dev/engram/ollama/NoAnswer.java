package dev.engram.ollama;

/**
 * Why the server's answer could not be had; turned into the exception of whoever asked. Never
 * leaves this package.
 */
final class NoAnswer extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** In which way it failed. */
  enum Reason {
    /** The server cannot be reached, or says that it is busy. */
    AWAY,
    /** The answer was not complete in time. */
    SLOW,
    /** The answer is longer than any useful one. */
    TOO_LONG
  }

  NoAnswer(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
