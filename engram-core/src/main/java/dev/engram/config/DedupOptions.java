package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import java.time.Duration;

/**
 * When a new memory counts as a restatement of an old one (spec §18.5). Both must hold: the content
 * words, their order, and the speaker or subject are the same, and the Jaccard similarity of all
 * words reaches the threshold. The old memory is then strengthened instead of stored again.
 *
 * @param enabled whether restatements are looked for
 * @param window how far apart the two may lie, above zero, at most 36,500 days
 * @param similarity the threshold, 0 to 1
 */
public record DedupOptions(boolean enabled, Duration window, double similarity) {
  private static final Duration LONGEST_WINDOW = Duration.ofDays(36_500);

  public DedupOptions {
    if (window.isNegative() || window.isZero() || window.compareTo(LONGEST_WINDOW) > 0) {
      throw InvalidInputException.option(
          "dedup.window", "must be positive and at most " + LONGEST_WINDOW + ", got " + window);
    }
    if (!(similarity >= 0 && similarity <= 1)) {
      throw InvalidInputException.option("dedup.similarity", "must be 0 to 1, got " + similarity);
    }
  }

  /** On, within one hour, at a similarity of 0.6. */
  public static DedupOptions defaults() {
    return new DedupOptions(true, Duration.ofHours(1), 0.6);
  }

  /** Never looks for restatements. */
  public DedupOptions off() {
    return new DedupOptions(false, window, similarity);
  }
}
