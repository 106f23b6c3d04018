package dev.engram.query;

import java.util.List;

/**
 * The answer to a query.
 *
 * @param id names it, for feedback
 * @param hits best first
 * @param trace how it came about
 */
public record Recall(RecallId id, List<Hit> hits, Trace trace) {
  public Recall {
    hits = List.copyOf(hits);
  }
}
