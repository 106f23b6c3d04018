package dev.engram.internal.recall.rank;

import dev.engram.config.TrustOptions;
import dev.engram.query.Trust;

/**
 * Lets what is known of a memory apart from the question rank (spec §7, §37.3): trust without its
 * relevance, freshness, and a feeling that is that of the question. All off by default. Immutable.
 *
 * @param options how much each counts
 * @param valence the question's feeling, -1 to 1
 */
public record Priors(TrustOptions options, double valence) {
  /** How many candidates beyond the limit may still rise into the answer. */
  public static final int POOL = 40;

  private static final double REST = 0.65;

  /** Whether anything counts. */
  public static boolean counts(TrustOptions options) {
    return options.weight() > 0 || options.freshness() > 0 || options.affect() > 0;
  }

  /** Whether a memory's feeling counts. */
  public boolean feels() {
    return options.affect() > 0 && valence != 0;
  }

  /**
   * The score with what counts besides.
   *
   * @param felt the memory's feeling, -1 to 1
   */
  public double adjusted(double score, Trust trust, double felt) {
    double apart =
        (0.25 * trust.accuracy() + 0.2 * trust.freshness() + 0.2 * trust.utility()) / REST;
    double sum = score + options.weight() * apart + options.freshness() * trust.freshness();
    double alike = valence * felt;
    return alike > 0 ? sum * (1 + options.affect() * alike) : sum;
  }
}
