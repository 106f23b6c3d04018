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
  public InjectionReport {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("score must be 0 to 1, got " + score);
    }
    reasons = List.copyOf(reasons);
  }

  /** Whether more than its wording speaks against it: words alone say little of a short text. */
  public boolean named() {
    return reasons.stream().anyMatch(reason -> !reason.name().equals(InjectionDetector.WORDING));
  }
}
