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
  /** From which score texts of every day are flagged: a few short honest ones reach .3. */
  private static final double EVERYDAY = 0.33;

  public InjectionReport {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score must be 0 to 1, got " + score);
    }
    reasons = List.copyOf(reasons);
  }

  /**
   * What follows for texts that are said in earnest every day, rather than for archives: {@link
   * Verdict#FLAGGED} only above a higher score.
   */
  public Verdict everyday() {
    return verdict == Verdict.FLAGGED && score < EVERYDAY ? Verdict.CLEAN : verdict;
  }

  /** Whether more than its wording speaks against it: words alone say little of a short text. */
  public boolean named() {
    return reasons.stream().anyMatch(reason -> !reason.name().equals(InjectionDetector.WORDING));
  }
}
