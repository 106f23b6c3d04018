package dev.engram.internal.recall;

import dev.engram.internal.token.TokenCounter;
import dev.engram.query.Hit;
import dev.engram.query.TokenBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Fits an answer into a token budget: in order of score, each memory that still fits is taken, so a
 * long one does not keep shorter ones behind it out. Never over the budget.
 */
final class Packing {
  private final TokenCounter counter;

  Packing(TokenCounter counter) {
    this.counter = counter;
  }

  /**
   * What fits.
   *
   * @param hits best first
   * @param dropped how many did not fit
   */
  record Packed(List<Hit> hits, int dropped) {}

  Packed pack(List<Hydrated> memories, Optional<TokenBudget> budget) {
    int left = budget.map(TokenBudget::tokens).orElse(Integer.MAX_VALUE);
    var hits = new ArrayList<Hit>(memories.size());
    for (Hydrated hydrated : memories) {
      int tokens = budget.isPresent() ? counter.count(hydrated.memory().text()) : 0;
      if (tokens <= left) {
        left -= tokens;
        hits.add(
            new Hit(
                hydrated.memory(),
                hydrated.candidate().score(),
                tokens,
                hydrated.candidate().evidence(),
                hydrated.trust()));
      }
    }
    return new Packed(hits, memories.size() - hits.size());
  }
}
