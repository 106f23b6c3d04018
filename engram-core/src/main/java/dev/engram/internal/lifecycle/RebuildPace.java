package dev.engram.internal.lifecycle;

import dev.engram.internal.index.select.Pressure;

/**
 * How much of a rebuild an idle step may do. While memory is short it waits, but for a slice now
 * and then: memory that is short for good must not keep memories from being found. For one thread.
 */
final class RebuildPace {
  /** Slices of a step while there is memory. */
  static final int SLICES = 20;

  /** Every how many steps one slice is done while memory is short. */
  static final int PRESSED_STEPS = 4;

  private int pressed;

  /** Another step; how many slices it may do. */
  int slices(Pressure pressure) {
    pressed = pressure == Pressure.NORMAL ? 0 : pressed + 1;
    if (pressed == 0) {
      return SLICES;
    }
    return pressed % PRESSED_STEPS == 0 ? 1 : 0;
  }
}
