package dev.engram.config;

import dev.engram.fault.InvalidInputException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * What each {@link Signal} counts for: a memory's score is the sum of its signals times these.
 * Immutable.
 */
public final class SignalWeights {
  private static final double MOST = 100;

  /** No signal counts. */
  public static final SignalWeights NONE = new SignalWeights(new double[Signal.values().length]);

  private final double[] values;

  private SignalWeights(double[] values) {
    this.values = values;
  }

  /** These weights, and zero for what is not named. */
  public static SignalWeights of(Map<Signal, Double> weights) {
    SignalWeights all = NONE;
    for (var entry : weights.entrySet()) {
      all = all.with(entry.getKey(), entry.getValue());
    }
    return all;
  }

  /** The weight of a signal. */
  public double of(Signal signal) {
    return values[signal.column()];
  }

  /**
   * With another weight for a signal.
   *
   * @param weight -100 to 100; zero turns it off
   */
  public SignalWeights with(Signal signal, double weight) {
    if (!(Math.abs(weight) <= MOST)) {
      throw InvalidInputException.option(
          "recall." + signal.label(), "must be -100 to 100, got " + weight);
    }
    double[] other = values.clone();
    other[signal.column()] = weight;
    return new SignalWeights(other);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SignalWeights weights && Arrays.equals(values, weights.values);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(values);
  }

  /** The signals that are on, with their weights. */
  @Override
  public String toString() {
    var text = new StringBuilder("SignalWeights[");
    for (Signal signal : Signal.values()) {
      if (of(signal) != 0) {
        text.append(text.charAt(text.length() - 1) == '[' ? "" : ", ");
        text.append(signal.label()).append(String.format(Locale.ROOT, " %.3f", of(signal)));
      }
    }
    return text.append(']').toString();
  }
}
