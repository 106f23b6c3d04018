package dev.engram.internal.crypto.aead;

import java.io.IOException;

/** An archive cannot be opened, or not to its end. */
public final class ArchiveException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  ArchiveException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  static ArchiveException broken() {
    return new ArchiveException(
        Reason.BROKEN, "the archive does not open: another passphrase, or it was changed or cut");
  }

  /** What kind of refusal it is. */
  public Reason reason() {
    return reason;
  }

  /** The kinds of refusal. */
  public enum Reason {
    /** The bytes do not begin like an archive. */
    NOT_AN_ARCHIVE,
    /** A newer Engram made it. */
    NEWER_VERSION,
    /** Its header asks for more work than is sensible, or for a function that is not known. */
    UNREASONABLE,
    /** Another passphrase, or changed, reordered, missing or added bytes; which is not told. */
    BROKEN
  }
}
