package dev.engram.bench.load;

import dev.engram.bench.figure.Latencies;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Stretches of time, on the clock of {@link System#nanoTime}. For one thread. */
final class Spans {
  private final List<Span> spans = new ArrayList<>();

  /**
   * One stretch.
   *
   * @param from its first instant
   * @param to its last
   */
  record Span(long from, long to) {
    private boolean overlaps(Span other) {
      return from <= other.to && other.from <= to;
    }

    private boolean holds(Span other) {
      return from <= other.from && other.to <= to;
    }
  }

  void add(Span span) {
    spans.add(span);
  }

  void addAll(Spans others) {
    spans.addAll(others.spans);
  }

  Latencies latencies() {
    var latencies = new Latencies();
    spans.forEach(span -> latencies.add(span.to - span.from));
    return latencies;
  }

  /** How many of the others share an instant with one of these, which do not overlap each other. */
  int overlapping(Spans others) {
    var byStart = byStart();
    return (int)
        others.spans.stream()
            .filter(other -> {
              Map.Entry<Long, Span> last = byStart.floorEntry(other.to);
              return last != null && last.getValue().overlaps(other);
            })
            .count();
  }

  /** How many of the others lie within one of these, which do not overlap each other. */
  int holding(Spans others) {
    var byStart = byStart();
    return (int)
        others.spans.stream()
            .filter(other -> {
              Map.Entry<Long, Span> last = byStart.floorEntry(other.from);
              return last != null && last.getValue().holds(other);
            })
            .count();
  }

  private NavigableMap<Long, Span> byStart() {
    var byStart = new TreeMap<Long, Span>();
    spans.forEach(span -> byStart.put(span.from, span));
    return byStart;
  }
}
