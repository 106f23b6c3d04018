package dev.engram.audit;

/** How long an entry of the audit is kept, and how surely it is written. */
public enum AuditClass {
  /**
   * What goes on in operation: reads, outside stores, maintenance. Written in batches; the oldest
   * are dropped when there are too many.
   */
  OPS("ops"),
  /**
   * What somebody may have to answer for: changes, refusals, openings of sealed text, exports,
   * keys, erasure. Written before the caller is answered, openings a moment later, and kept as long
   * as the vault.
   */
  AUDIT("audit");

  private final String label;

  AuditClass(String label) {
    this.label = label;
  }

  /** The name that the vault keeps. */
  public String label() {
    return label;
  }
}
