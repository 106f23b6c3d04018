package dev.engram.internal.recall.pack;

import dev.engram.query.Form;

/**
 * What it is worth to show a memory: how likely it is to be evidence, times how much of what it
 * says a form keeps. Both are measured, and {@code docs/benchmarks.md} says how.
 */
final class Worth {
  /**
   * How fast evidence thins out with rank. The share of labelled evidence at rank r falls as r to
   * the power -1.45 on short turns and -1.15 on long ones.
   */
  private static final double THINNING = 1.3;

  private Worth() {}

  /**
   * How likely the memory at a rank is to be evidence, up to a constant factor, which does not move
   * the choice. A score is comparable within one answer only, and its scale changes with the
   * signals; ranks are not and do not, so the share of evidence at each rank is what is fitted.
   *
   * @param rank from 1
   */
  static double relevance(int rank) {
    return Math.pow(rank, -THINNING);
  }

  /** How much of the words of an answer a form keeps, 0 to 1, where it is shorter than the text. */
  static double fidelity(Form form) {
    return switch (form) {
      case FULL -> 1;
      case SUMMARY -> 0.8;
      case KEY_FACT -> 0.35;
      case TAG -> 0.02;
    };
  }
}
