package dev.engram.internal.screen.injection;

import java.util.List;

/**
 * How much a text looks like instructions to the model that will read it.
 *
 * @param score 0 to 1
 * @param verdict what follows
 * @param reasons why, heaviest first; none for a clean text without traces
 */
public record InjectionReport(double score, Verdict verdict, List<Reason> reasons) {
  /** The score from which a named sign counts in texts of every sort... */
  private static final double NAMED = 0.5;

  /** ...and from which wording alone does: of short honest texts it is often half way there. */
  private static final double WORDED = 0.75;

  public InjectionReport {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score must be 0 to 1, got " + score);
    }
    reasons = List.copyOf(reasons);
  }

  /**
   * What follows for texts that are said in earnest every day, rather than for archives: {@link
   * Verdict#FLAGGED} only above higher scores.
   */
  public Verdict everyday() {
    boolean suspect = score >= (named() ? NAMED : WORDED);
    return verdict == Verdict.FLAGGED && !suspect ? Verdict.CLEAN : verdict;
  }

  /** Whether more than its wording speaks against it: words alone say little of a short text. */
  public boolean named() {
    return reasons.stream().anyMatch(reason -> !reason.name().equals(InjectionDetector.WORDING));
  }
}
