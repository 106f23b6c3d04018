package dev.engram.internal.index.lexical;

/** A lexical index that cannot be loaded or can no longer be used. */
public final class LexicalIndexException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What went wrong. */
  public enum Reason {
    /** A saved image is damaged, truncated, of another format or of another analyzer: rebuild. */
    IMAGE,
    /** The index has been closed. */
    CLOSED,
    /** A change failed half-way; the index takes no more: rebuild. */
    BROKEN
  }

  private final Reason reason;

  LexicalIndexException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  LexicalIndexException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** Which of them. */
  public Reason reason() {
    return reason;
  }
}
