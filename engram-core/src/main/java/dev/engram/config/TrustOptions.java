package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import java.time.Duration;

/**
 * What judgements and use of a memory count for in recall. A weight of zero turns its part off; the
 * defaults come from the ablation in {@code docs/benchmarks.md}.
 *
 * @param sameQuestion the cosine of two questions from which on a memory that was wrong for one is
 *     held back from the other, 0 to 1
 * @param holdBack how long it is held back
 * @param weight of trust, apart from relevance, in the ranking, 0 to 10
 * @param affect the largest share by which a memory gains whose feeling is that of the question, 0
 *     to 0.15 (spec §37.3)
 * @param freshness of freshness alone in the ranking, 0 to 10
 */
public record TrustOptions(
    double sameQuestion, Duration holdBack, double weight, double affect, double freshness) {
  /** The longest time for which a judgement is heeded. */
  public static final Duration LONGEST = Duration.ofDays(3650);

  public TrustOptions {
    require("trust.sameQuestion", sameQuestion, 1);
    require("trust.weight", weight, 10);
    require("trust.affect", affect, 0.15);
    require("trust.freshness", freshness, 10);
    if (holdBack.isNegative() || holdBack.compareTo(LONGEST) > 0) {
      throw InvalidInputException.option("trust.holdBack", "must be 0 to 3650 days");
    }
  }

  /** What measurements chose: judgements are heeded for 90 days, nothing else ranks. */
  public static TrustOptions defaults() {
    return new TrustOptions(0.85, Duration.ofDays(90), 0, 0, 0);
  }

  /** Takes questions for the same from this cosine on. */
  public TrustOptions withSameQuestion(double cosine) {
    return new TrustOptions(cosine, holdBack, weight, affect, freshness);
  }

  /** Heeds judgements for this long. */
  public TrustOptions withHoldBack(Duration longest) {
    return new TrustOptions(sameQuestion, longest, weight, affect, freshness);
  }

  /** Lets trust rank. */
  public TrustOptions withWeight(double more) {
    return new TrustOptions(sameQuestion, holdBack, more, affect, freshness);
  }

  /** Lets feeling rank. */
  public TrustOptions withAffect(double share) {
    return new TrustOptions(sameQuestion, holdBack, weight, share, freshness);
  }

  /** Lets freshness rank. */
  public TrustOptions withFreshness(double more) {
    return new TrustOptions(sameQuestion, holdBack, weight, affect, more);
  }

  private static void require(String field, double value, double most) {
    if (!(value >= 0 && value <= most)) {
      throw InvalidInputException.option(field, "must be 0 to " + most + ", got " + value);
    }
  }
}
