package dev.engram.query;

import dev.engram.fault.InvalidInputException;

/**
 * How many tokens recalled memories may take together, counted with the {@code o200k_base}
 * tokenizer. What is shown of each memory counts, and one token between each and the next: joined
 * by line breaks the texts stay within it.
 *
 * @param tokens 1 to 1,000,000
 */
public record TokenBudget(int tokens) {
  public TokenBudget {
    if (tokens < 1 || tokens > 1_000_000) {
      throw InvalidInputException.query(
          "query.budget", "must be 1 to 1000000 tokens, got " + tokens);
    }
  }

  /** A budget of this many tokens. */
  public static TokenBudget of(int tokens) {
    return new TokenBudget(tokens);
  }
}
