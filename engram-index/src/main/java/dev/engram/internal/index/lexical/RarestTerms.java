package dev.engram.internal.index.lexical;

import dev.engram.internal.index.lexical.TermMatches.TermMatch;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * Keeps the matches of the terms that the fewest documents hold, of equals those that were offered
 * first. A term that no document holds is of no use and counts as the commonest. For one query, on
 * one thread.
 */
final class RarestTerms {
  private static final int MOST_TERMS = 64;
  private static final Comparator<Kept> RAREST_FIRST =
      Comparator.comparingInt(Kept::documents).thenComparingInt(Kept::place);

  private final PriorityQueue<Kept> kept =
      new PriorityQueue<>(MOST_TERMS + 1, RAREST_FIRST.reversed());
  private int offered;

  private record Kept(int place, TermMatch match) {
    int documents() {
      return match.ordinals().length == 0 ? Integer.MAX_VALUE : match.ordinals().length;
    }
  }

  /** From how many documents on a term is certain not to be kept. */
  int limit() {
    return kept.size() < MOST_TERMS ? Integer.MAX_VALUE : kept.element().documents();
  }

  void offer(TermMatch match) {
    kept.add(new Kept(offered++, match));
    if (kept.size() > MOST_TERMS) {
      kept.remove();
    }
  }

  /** What was kept, in the order in which it was offered. */
  List<TermMatch> inOrder() {
    return kept.stream().sorted(Comparator.comparingInt(Kept::place)).map(Kept::match).toList();
  }
}
