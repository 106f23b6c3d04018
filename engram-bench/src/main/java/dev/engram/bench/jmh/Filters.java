package dev.engram.bench.jmh;

import dev.engram.internal.index.filter.OrdinalFilter;
import java.util.stream.IntStream;

/** Filters that benchmarks share. */
final class Filters {
  private Filters() {}

  static OrdinalFilter everyTenth(int limit) {
    return OrdinalFilter.of(IntStream.range(0, limit).filter(i -> i % 10 == 3).toArray());
  }
}
