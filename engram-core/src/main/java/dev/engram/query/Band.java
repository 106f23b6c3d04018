package dev.engram.query;

import java.util.Locale;

/**
 * How well something fits, as coarsely as a principal that is not trusted is told (spec §10.16.1):
 * who asks again and again must not learn by small differences what a memory says.
 */
public enum Band {
  /** Above 0.85. */
  HIGH(0.85, 0.925),
  /** Above 0.60. */
  MEDIUM(0.60, 0.725),
  /** Above 0.40. */
  LOW(0.40, 0.5),
  /** All else. */
  MINIMAL(Double.NEGATIVE_INFINITY, 0.2);

  private final double above;
  private final double middle;

  Band(double above, double middle) {
    this.above = above;
    this.middle = middle;
  }

  /** The band of a value from 0 to 1; of what is no number the lowest. */
  public static Band of(double value) {
    for (Band band : values()) {
      if (value > band.above) {
        return band;
      }
    }
    return MINIMAL;
  }

  /** The one number that stands for every value of the band. */
  public double middle() {
    return middle;
  }

  /** The band's name as it is shown. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
