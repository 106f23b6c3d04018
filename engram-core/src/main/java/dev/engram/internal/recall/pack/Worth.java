package dev.engram.internal.recall.pack;

import dev.engram.query.Form;

/**
 * What it is worth to show a memory: how likely it is to be evidence, times how much of it a form
 * keeps.
 */
final class Worth {
  /** Of {@link #relevance}; fitted as {@code docs/benchmarks.md} says. */
  private static final double RANK_OFFSET = 1;

  private static final double RANK_POWER = 1.0;

  private Worth() {}

  /**
   * How likely the memory at a rank is to be evidence, up to a constant factor, which does not move
   * the choice. A score is comparable within one answer only, and its scale changes with the
   * signals; ranks do not, so the share of evidence found at each rank is what is fitted.
   *
   * @param rank from 1
   */
  static double relevance(int rank) {
    return Math.pow(rank + Double.parseDouble(System.getProperty("wo","1")), -Double.parseDouble(System.getProperty("wp","1")));
  }

  /** How much of what a memory says a form keeps, 0 to 1. */
  static double fidelity(Form form) {
    return switch (form) {
      case FULL -> 1;
      case SUMMARY -> Double.parseDouble(System.getProperty("fs","0.9"));
      case KEY_FACT -> Double.parseDouble(System.getProperty("fk","0.5"));
      case TAG -> Double.parseDouble(System.getProperty("ft","0.02"));
    };
  }
}
