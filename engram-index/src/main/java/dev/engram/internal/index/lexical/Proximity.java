package dev.engram.internal.index.lexical;

/**
 * An extra score where two words that follow each other in the query are near each other in the
 * text.
 *
 * @param weight how much it counts, 0 or more; 0 turns it off
 * @param window how many places the pair may be apart, 0 (adjacent) to 100; swapping costs 2
 */
public record Proximity(float weight, int window) {
  /** No extra score. */
  public static final Proximity OFF = new Proximity(0, 0);

  public Proximity {
    if (!(weight >= 0) || Float.isInfinite(weight)) {
      throw new IllegalArgumentException("weight must be finite and at least 0, got " + weight);
    }
    if (window < 0 || window > 100) {
      throw new IllegalArgumentException("window must be 0 to 100, got " + window);
    }
  }
}
