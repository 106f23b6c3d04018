package dev.engram.internal.index.select;

/**
 * How much of a memory budget is used, in the three levels of spec §21, with hysteresis: a level is
 * entered at its threshold and left a tenth of the budget below it, so that what is freed on
 * entering does not at once undo itself. Immutable; thread-safe.
 */
public enum Pressure {
  /** Below 70 %: everything that makes searches fast is kept. */
  NORMAL(0),
  /** From 70 %: what is only fast is dropped; nothing is built. */
  ELEVATED(0.7),
  /** From 90 %: the smallest form that still answers. */
  CRITICAL(0.9);

  private static final double SLACK = 0.1;

  private final double from;

  Pressure(double from) {
    this.from = from;
  }

  /**
   * The level after this one.
   *
   * @param used bytes in use, zero or more
   * @param budget bytes there are, more than zero
   */
  public Pressure next(long used, long budget) {
    double share = used / (double) budget;
    Pressure next = NORMAL;
    for (Pressure level : values()) {
      double threshold = compareTo(level) >= 0 ? level.from - SLACK : level.from;
      if (share >= threshold) {
        next = level;
      }
    }
    return next;
  }
}
