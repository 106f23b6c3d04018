package dev.engram.query;

import java.util.List;

/**
 * The answer to a query.
 *
 * @param hits best first
 * @param trace how it came about
 */
public record Recall(List<Hit> hits, Trace trace) {
  public Recall {
    hits = List.copyOf(hits);
  }
}
