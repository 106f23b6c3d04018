package dev.engram.bench.vectors;

/**
 * What the design asks for at a size and under a filter.
 *
 * @param recall of the first ten, at least
 * @param millis median latency, at most; not a number where nothing is asked
 */
record Aim(double recall, double millis) {
  private static final int MILLION = 1_000_000;
  private static final int HUNDRED_THOUSAND = 100_000;

  /** Of searches among {@code size} vectors of which this share is allowed. */
  static Aim of(int size, double share) {
    if (size >= MILLION) {
      double millis = share >= 1 ? 8 : share == 0.1 ? 2 : Double.NaN;
      return new Aim(0.95, millis);
    }
    double recall = share >= 1 ? 0.98 : 0.99;
    if (size != HUNDRED_THOUSAND) {
      return new Aim(recall, Double.NaN);
    }
    double millis =
        share >= 1 ? 0.4 : share >= 0.5 ? 1.5 : share >= 0.1 ? 0.6 : share >= 0.01 ? 0.15 : 0.05;
    return new Aim(recall, millis);
  }
}
