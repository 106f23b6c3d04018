package dev.engram.query;

import java.util.List;

/**
 * The answer to a query.
 *
 * @param id names it, for feedback
 * @param hits best first
 * @param trace how it came about
 * @param answerability whether the question can be answered at all
 */
public record Recall(RecallId id, List<Hit> hits, Trace trace, Answerability answerability) {
  public Recall {
    hits = List.copyOf(hits);
  }
}
