package dev.engram.bench.figure;

/** What a figure counts, and which way is better. */
public enum Unit {
  /** Things done in a second. */
  PER_SECOND("/s", true),
  /** Thousandths of a second. */
  MILLIS("ms", false),
  /** Millions of bytes. */
  MEGABYTES("MB", false),
  /** A share of a whole, 0 to 1. */
  SHARE("", true),
  /** How many times another value one is. */
  TIMES("x", false),
  /** A number of things, of which neither more nor fewer is better. */
  COUNT("", true);

  private final String label;
  private final boolean moreIsBetter;

  Unit(String label, boolean moreIsBetter) {
    this.label = label;
    this.moreIsBetter = moreIsBetter;
  }

  /** What tables print. */
  public String label() {
    return label;
  }

  /** How many times better one value is than another; below 1 if it is worse. */
  public double ratio(double one, double other) {
    return moreIsBetter ? one / other : other / one;
  }

  /** Whether a value keeps a promise. */
  public boolean keeps(double value, double promised) {
    return moreIsBetter ? value >= promised : value <= promised;
  }
}
