package dev.engram.query;

/**
 * How far a recalled memory can be relied on (spec §7): four parts from 0 to 1, each with a meaning
 * of its own, unlike a score. What a part is made of is told at {@code
 * internal.recall.rank.TrustGauge}.
 *
 * @param relevance how much of the question it answers, by words and by meaning
 * @param accuracy how likely it is true: who claims it, who contradicts it, how it was judged
 * @param freshness how well it is kept: it fades with time since it was last of use
 * @param utility how useful it has been
 */
public record Trust(double relevance, double accuracy, double freshness, double utility) {
  /** Of a memory of which nothing is known. */
  public static final Trust NONE = new Trust(0, 0.5, 0, 0);

  /** One number: .35 relevance, .25 accuracy, .20 freshness, .20 utility. */
  public double composite() {
    return 0.35 * relevance + 0.25 * accuracy + 0.2 * freshness + 0.2 * utility;
  }
}
