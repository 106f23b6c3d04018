package dev.engram.audit;

import java.util.Optional;

/**
 * What a check of the audit found.
 *
 * @param entries how many entries were looked at
 * @param keyed whether the chain is keyed; else it detects accidents only, for whoever can write
 *     the file can compute it anew
 * @param head where it ends
 * @param broken the first thing that is wrong
 */
public record AuditVerdict(long entries, boolean keyed, AuditHead head, Optional<Break> broken) {
  /** Whether nothing is wrong. */
  public boolean sound() {
    return broken.isEmpty();
  }

  /**
   * Something wrong.
   *
   * @param seq the first entry that is wrong or missing
   * @param problem what is wrong with it
   */
  public record Break(long seq, Problem problem) {}

  /** What can be wrong. */
  public enum Problem {
    /** The entry is not what was written, or does not follow on the one before. */
    ALTERED("altered, or not in its place"),
    /** The entry is missing. */
    MISSING("missing"),
    /** What the entry refers to is not what was written, and was not forgotten in order. */
    REFERENCES("its references were altered or removed"),
    /** Entries at the end are missing or were added. */
    END("the end was cut off or added to"),
    /** The record of where the audit ends, or of what was dropped, is not what was written. */
    HEAD("the record of its end was altered or removed"),
    /** The head that the host kept is of entries that the vault does not have. */
    ROLLED_BACK("the vault was put back to an earlier state"),
    /** The head that the host kept is of another history. */
    OTHER_HISTORY("the vault has another history than the head that was kept");

    private final String told;

    Problem(String told) {
      this.told = told;
    }

    /** The problem in a few words. */
    public String told() {
      return told;
    }
  }
}
