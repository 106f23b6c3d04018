package dev.engram.internal.capture.importance;

import java.util.List;

/**
 * How much a message is worth keeping.
 *
 * @param value 0 to 1
 * @param floor whether it is talk without content, which should fade soon
 * @param initialStrength the strength a memory of it begins with, 0 to 1
 * @param decay by how much faster than usual its strength should fade, at least 1
 * @param reasons what the value comes from, strongest first
 */
public record Importance(
    double value, boolean floor, double initialStrength, double decay, List<Reason> reasons) {
  /** The value of greetings, thanks, acknowledgements and reactions. */
  public static final double FLOOR = 0.05;

  /** The value of what someone asked to be remembered. */
  public static final double CEILING = 1.0;

  public Importance {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("importance must be 0 to 1, got " + value);
    }
    reasons = List.copyOf(reasons);
  }

  /**
   * A part of the value.
   *
   * @param name what was seen, in a few words
   * @param contribution how much it speaks for keeping, in log odds; negative: against
   */
  public record Reason(String name, double contribution) {}

  static Importance atFloor(List<Reason> reasons) {
    return new Importance(FLOOR, true, 0.2, 4, reasons);
  }

  static Importance of(double value, List<Reason> reasons) {
    return new Importance(value, false, 0.5 + value / 2, 1, reasons);
  }
}
