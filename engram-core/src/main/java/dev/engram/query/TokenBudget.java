package dev.engram.query;

import dev.engram.fault.InvalidInputException;

/**
 * How many tokens recalled memories may take together, counted with the {@code o200k_base}
 * tokenizer. What is shown of each memory counts, and what its caller puts around each and around
 * all: one token between each and the next, if nothing else was said, so that joined by line breaks
 * the texts stay within it.
 *
 * @param tokens 1 to 1,000,000
 * @param around what stands around all of them takes, 0 to 10,000; -1 where nothing does, since
 *     there is one break fewer than there are texts
 * @param each what stands around each takes, 0 to 10,000
 */
public record TokenBudget(int tokens, int around, int each) {
  private static final int SEPARATOR = 1;
  private static final int MOST_AROUND = 10_000;

  public TokenBudget {
    if (tokens < 1 || tokens > 1_000_000) {
      throw InvalidInputException.query(
          "query.budget", "must be 1 to 1000000 tokens, got " + tokens);
    }
    requireFrame("query.budget.around", around, -SEPARATOR);
    requireFrame("query.budget.each", each, 0);
  }

  private static void requireFrame(String field, int tokens, int least) {
    if (tokens < least || tokens > MOST_AROUND) {
      throw InvalidInputException.query(
          field, "must be " + least + " to " + MOST_AROUND + ", got " + tokens);
    }
  }

  /** A budget of this many tokens. */
  public static TokenBudget of(int tokens) {
    return new TokenBudget(tokens, -SEPARATOR, SEPARATOR);
  }

  /** Of the same number, of which what stands around takes some. */
  public TokenBudget framed(int aroundAll, int aroundEach) {
    return new TokenBudget(tokens, aroundAll, aroundEach);
  }
}
