package dev.engram.internal.screen.injection;

/**
 * Why a text looks like an injection; never quotes it.
 *
 * @param name what was seen, in lower case with hyphens, for example {@code overrides-instructions}
 * @param start the first UTF-16 unit of where, in the text as given
 * @param end the unit after its last
 * @param weight what it adds to the score's log odds
 */
public record Reason(String name, int start, int end, double weight) {
  public Reason {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no stretch: " + start + " to " + end);
    }
  }
}
