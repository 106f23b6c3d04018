package dev.engram.fault;

/**
 * A stable code for each way Engram can refuse or fail (spec §34.11). Codes are never renumbered: a
 * host may match on {@link #label()}.
 */
public enum ErrorCode {
  /** The key source (keychain, key file, prompt) is unavailable. */
  VAULT_LOCKED(1001),
  /** The vault's pages or tables fail their integrity check. */
  VAULT_CORRUPT(1002),
  /** The disk has no room for a write. */
  DISK_FULL(1003),
  /** A schema migration failed and was rolled back. */
  MIGRATION_FAILED(1004),
  /** A write failed; nothing of it was kept. */
  WRITE_FAILED(1005),
  /** There is no file at the vault's path and creating one was not allowed. */
  VAULT_MISSING(1006),
  /** The file is readable but is not an Engram vault. */
  NOT_A_VAULT(1007),
  /** The key does not open this vault. */
  WRONG_KEY(1008),
  /** The vault was written by a newer Engram. */
  VAULT_NEWER(1009),
  /** Another process, or another engine in this one, holds the vault. */
  VAULT_IN_USE(1010),
  /** The folder or file cannot be written. */
  READ_ONLY_LOCATION(1011),
  /** Encryption at rest could not be proven, so nothing was written. */
  ENCRYPTION_UNPROVEN(1012),
  /** The engine is closed. */
  CLOSED(1013),
  /** An earlier write broke the writer; the engine is read-only until reopened. */
  WRITER_BROKEN(1014),
  /** The calling thread was interrupted while it waited. */
  INTERRUPTED(1015),
  /** What was asked of the operating system against being looked into did not take effect. */
  NOT_HARDENED(1016),

  /** Recall did not finish within its time limit. */
  RECALL_TIMEOUT(2001),
  /** No index can answer yet. */
  NO_INDEX(2002),
  /** Too many calls in too short a time. */
  RATE_LIMITED(2003),
  /** The query breaks a documented bound. */
  INVALID_QUERY(2004),
  /** No memory of that id is visible to this principal. */
  UNKNOWN_MEMORY(2005),
  /** No entity of that id is visible to this principal. */
  UNKNOWN_ENTITY(2006),
  /** There is no snapshot of that number. */
  UNKNOWN_SNAPSHOT(2007),
  /** There is no import of that number. */
  UNKNOWN_IMPORT(2010),

  /** The embedder cannot be reached. */
  EMBEDDER_UNAVAILABLE(3001),
  /** The embedder answered with an error. */
  EMBEDDING_FAILED(3002),
  /** A vector has another dimension than its space. */
  DIMENSION_MISMATCH(3003),
  /** The embedding model changed; memories must be embedded again. */
  MODEL_CHANGED(3004),
  /** Memories are being moved to another embedding model; that has to end first. */
  MIGRATION_UNDER_WAY(3005),

  /** The principal may not do this. */
  ACCESS_DENIED(4001),
  /** Sealing or opening a field failed. */
  ENCRYPTION_FAILED(4002),
  /** The text was refused as a prompt injection. */
  INJECTION_BLOCKED(4003),
  /** The text is longer than the bound. */
  CONTENT_TOO_LARGE(4004),
  /** A value breaks a documented bound. */
  INVALID_INPUT(4005),
  /** An edge would close a cycle among edges that must stay acyclic. */
  CYCLE(4006),
  /** A text could not be screened for secrets, so it was neither stored nor sent. */
  SCREEN_FAILED(4007),
  /** The audit could not take note of it, so it was not done or not answered. */
  AUDIT_FAILED(4010),
  /** The scope holds as many memories as this principal may bring one to. */
  SCOPE_FULL(4011),
  /** The archive does not open: not one, a newer one, another passphrase, changed, or cut. */
  ARCHIVE_UNREADABLE(4020),
  /** The archive opens, and what is in it is refused as a whole. */
  ARCHIVE_REFUSED(4021),
  /** No person confirmed that memories are to be written in plain text. */
  NOT_CONFIRMED(4022),

  /** The process is short of memory. */
  MEMORY_PRESSURE(5001),
  /** Background work has not run for too long. */
  BACKGROUND_STALLED(5002),
  /** An option breaks its documented bound. */
  CONFIG_INVALID(5003);

  private final int number;

  ErrorCode(int number) {
    this.number = number;
  }

  /** The code as text, for example {@code E1008}. */
  public String label() {
    return "E" + number;
  }
}
