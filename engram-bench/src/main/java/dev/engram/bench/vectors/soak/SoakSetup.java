package dev.engram.bench.vectors.soak;

import dev.engram.bench.vectors.contender.IndexKind;
import dev.engram.bench.vectors.data.Mixture;
import java.time.Duration;

/**
 * What is soaked.
 *
 * @param kind of index
 * @param corpus where vectors come from; its size is how many ordinals there are, 400 or more
 * @param time how long
 * @param readers how many threads search, 1 or more
 * @param seed of all choices but those of threads' timing
 */
public record SoakSetup(IndexKind kind, Mixture corpus, Duration time, int readers, long seed) {
  public SoakSetup {
    if (corpus.size() < 400) {
      throw new IllegalArgumentException("n must be at least 400, got " + corpus.size());
    }
    if (readers < 1) {
      throw new IllegalArgumentException("readers must be positive, got " + readers);
    }
    if (time.isNegative() || time.isZero()) {
      throw new IllegalArgumentException("the time must be positive, got " + time);
    }
  }

  /** Ordinals below are always held: the first half as they are, the others replaced at times. */
  int standing() {
    return corpus.size() / 4;
  }

  /** Ordinals below keep their first vector for ever. */
  int fixed() {
    return standing() / 2;
  }
}
